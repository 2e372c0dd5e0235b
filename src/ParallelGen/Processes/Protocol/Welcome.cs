namespace ParallelGen.Processes.Protocol;

/// <summary>What the parent answers: who the worker is, and where the rest is said.</summary>
/// <param name="PoolName">The pool that it belongs to.</param>
/// <param name="WorkerIndex">Its number there.</param>
/// <param name="EntryAssembly">The program's entry assembly.</param>
/// <param name="Memory">Where the shared memory can be opened; null if the conversation stays on the pipes. Else a <see cref="FrameKind.Sharing"/> answers.</param>
/// <param name="Capacity">How many bytes each of its rings has.</param>
internal readonly record struct Welcome(string PoolName, int WorkerIndex, string? EntryAssembly, string? Memory = null, int Capacity = 0)
{
    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(WireProtocol.Magic);
        writer.WriteInt32(WireProtocol.Version);
        writer.WriteUnmanaged(WireProtocol.Build);
        writer.WriteString(PoolName);
        writer.WriteInt32(WorkerIndex);
        writer.WriteString(EntryAssembly);
        writer.WriteString(Memory);
        writer.WriteInt32(Capacity);
    }

    /// <exception cref="WireFormatException">Not a welcome, or one of another version or build.</exception>
    public static Welcome Read(ref WireReader reader)
    {
        if (reader.ReadUInt32() != WireProtocol.Magic || reader.ReadInt32() != WireProtocol.Version
            || reader.ReadUnmanaged<Guid>() != WireProtocol.Build)
        {
            throw new WireFormatException("The parent is not of this build of ParallelGen.");
        }

        return new Welcome(reader.ReadString() ?? "", reader.ReadInt32(), reader.ReadString(), reader.ReadString(), reader.ReadInt32());
    }
}
