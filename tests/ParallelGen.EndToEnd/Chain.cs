namespace ParallelGen.EndToEnd;

/// <summary>Nested as deep as it is long.</summary>
internal sealed class Chain(Chain? next)
{
    public Chain? Next { get; } = next;
}
