using ParallelGen.Wire;

namespace ParallelGen.Processes.Protocol;

/// <summary>What a worker says first.</summary>
internal readonly record struct Hello(uint Magic, int Version, int ProcessId, Guid Build, string Runtime)
{
    public static Hello OfThisProcess() =>
        new(WireProtocol.Magic, WireProtocol.Version, Environment.ProcessId, WireProtocol.Build, Environment.Version.ToString());

    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(Magic);
        writer.WriteInt32(Version);
        writer.WriteInt32(ProcessId);
        writer.WriteUnmanaged(Build);
        writer.WriteString(Runtime);
    }

    /// <summary>Magic and version come first and are checked before the rest, which another version may lay out differently.</summary>
    /// <exception cref="WireFormatException">Not a hello, or one of another version or build.</exception>
    public static Hello Read(ref WireReader reader)
    {
        uint magic = reader.ReadUInt32();
        if (magic != WireProtocol.Magic)
        {
            throw new WireFormatException("The process that was started does not speak ParallelGen's protocol.");
        }

        int version = reader.ReadInt32();
        if (version != WireProtocol.Version)
        {
            throw new WireFormatException(
                $"The worker speaks protocol version {version}, this process version {WireProtocol.Version}: two versions of ParallelGen.dll are mixed. Rebuild, so that one remains.");
        }

        var hello = new Hello(magic, version, reader.ReadInt32(), reader.ReadUnmanaged<Guid>(), reader.ReadString() ?? "");
        if (hello.Build != WireProtocol.Build)
        {
            throw new WireFormatException(
                $"The worker runs another build of ParallelGen.dll ({hello.Build}, here {WireProtocol.Build}). The file was replaced while this process runs: restart it.");
        }

        return hello;
    }
}
