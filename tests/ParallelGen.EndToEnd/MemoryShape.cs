using MemoryPack;

namespace ParallelGen.EndToEnd;

/// <summary>A hierarchy that MemoryPack has the list of.</summary>
[MemoryPackable]
[MemoryPackUnion(0, typeof(MemoryCircle))]
public abstract partial class MemoryShape
{
    public int Id { get; set; }
}
