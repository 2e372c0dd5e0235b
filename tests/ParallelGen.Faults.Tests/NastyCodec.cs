namespace ParallelGen.FaultTests;

/// <summary>Throws, exits, crashes or waits in one process or the other, when it writes or reads.</summary>
internal readonly struct NastyCodec : IWireCodec<Nasty>
{
    public const int ExitCode = 42;

    /// <summary>Where a codec of this process waits that is told to.</summary>
    public static readonly SemaphoreSlim Gate = new(0);

    public static void Write(ref WireWriter writer, Nasty value)
    {
        ActIf(value, "write");
        writer.WriteString(value.Where);
        writer.WriteByte((byte)value.Deed);
        writer.WriteCount(value.Ballast?.Length ?? 0);
        writer.WriteBytes(value.Ballast);
    }

    public static Nasty Read(ref WireReader reader)
    {
        var value = new Nasty(reader.ReadString()!, (Deed)reader.ReadByte());
        int ballast = reader.ReadCount();
        value = value with { Ballast = reader.ReadBytes(ballast).ToArray() };
        ActIf(value, "read");
        return value;
    }

    private static unsafe void ActIf(Nasty value, string what)
    {
        if (value.Where != $"{what} {(WorkerContext.IsWorker ? "there" : "here")}")
        {
            return;
        }

        switch (value.Deed)
        {
            case Deed.Throw:
                throw new InvalidDataException($"nasty: {value.Where}");
            case Deed.Exit:
                Environment.Exit(ExitCode);
                break;
            case Deed.Crash:
                // The runtime takes a signal that was merely sent for something else.
                _ = *(int*)0x7000_0000_0000;
                break;
            case Deed.Wait:
                Gate.Wait(Deadline.Limit);
                break;
        }
    }
}
