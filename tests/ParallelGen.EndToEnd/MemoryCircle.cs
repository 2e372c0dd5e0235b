using MemoryPack;

namespace ParallelGen.EndToEnd;

/// <summary>One of the shapes, with state that only MemoryPack can reach.</summary>
[MemoryPackable]
public sealed partial class MemoryCircle : MemoryShape
{
    [MemoryPackInclude]
    private double _radius;

    public double Area => Math.PI * _radius * _radius;

    public static MemoryCircle Of(int id, double radius) => new() { Id = id, _radius = radius };
}
