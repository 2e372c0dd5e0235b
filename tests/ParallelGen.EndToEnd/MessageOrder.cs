using MessagePack;

namespace ParallelGen.EndToEnd;

/// <summary>An object as MessagePack wants it, with a member that it leaves out.</summary>
[MessagePackObject]
public class MessageOrder
{
    [Key(0)]
    public int Number { get; set; }

    [Key(1)]
    public IReadOnlyDictionary<string, int> Items { get; set; } = new Dictionary<string, int>();

    [IgnoreMember]
    public Stream? Log { get; set; }
}
