namespace ParallelGen.Generators.Model;

/// <summary>What a batch takes its inputs from.</summary>
internal enum BatchSourceKind
{
    /// <summary>The same input, this many times.</summary>
    Count,

    /// <summary>An <c>IEnumerable&lt;T&gt;</c>.</summary>
    Sequence,

    /// <summary>An <c>IAsyncEnumerable&lt;T&gt;</c>.</summary>
    AsyncSequence,
}
