namespace ParallelGen.EndToEnd;

/// <summary>Throws in one process or the other, when it writes or reads.</summary>
internal readonly struct TouchyCodec : IWireCodec<Touchy>
{
    public static void Write(ref WireWriter writer, Touchy value)
    {
        ThrowIf(value.Where, "write");
        writer.WriteString(value.Where);
    }

    public static Touchy Read(ref WireReader reader)
    {
        string where = reader.ReadString()!;
        ThrowIf(where, "read");
        return new Touchy(where);
    }

    private static void ThrowIf(string where, string what)
    {
        if (where == $"{what} {(WorkerContext.IsWorker ? "there" : "here")}")
        {
            throw new InvalidDataException($"touched: {where}");
        }
    }
}
