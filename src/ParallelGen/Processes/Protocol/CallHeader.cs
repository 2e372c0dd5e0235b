namespace ParallelGen.Processes.Protocol;

/// <summary>The head of a call frame. The items follow, each as its length (4 bytes) and its encoded arguments.</summary>
internal readonly record struct CallHeader(int Assembly, ulong Method, CallContext Context, int Items)
{
    public void Write(ref WireWriter writer)
    {
        writer.WriteCount(Assembly);
        writer.WriteUInt64(Method);
        Context.Write(ref writer);
        writer.WriteCount(Items);
    }

    public static CallHeader Read(ref WireReader reader) =>
        new(reader.ReadCount(0), reader.ReadUInt64(), CallContext.Read(ref reader), reader.ReadCount(sizeof(int)));
}
