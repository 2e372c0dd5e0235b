namespace ParallelGen.Processes.Protocol;

/// <summary>What the parent answers: who the worker is.</summary>
internal readonly record struct Welcome(string PoolName, int WorkerIndex, string? EntryAssembly)
{
    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(WireProtocol.Magic);
        writer.WriteInt32(WireProtocol.Version);
        writer.WriteUnmanaged(WireProtocol.Build);
        writer.WriteString(PoolName);
        writer.WriteInt32(WorkerIndex);
        writer.WriteString(EntryAssembly);
    }

    /// <exception cref="WireFormatException">Not a welcome, or one of another version or build.</exception>
    public static Welcome Read(ref WireReader reader)
    {
        if (reader.ReadUInt32() != WireProtocol.Magic || reader.ReadInt32() != WireProtocol.Version
            || reader.ReadUnmanaged<Guid>() != WireProtocol.Build)
        {
            throw new WireFormatException("The parent is not of this build of ParallelGen.");
        }

        return new Welcome(reader.ReadString() ?? "", reader.ReadInt32(), reader.ReadString());
    }
}
