namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>When a function runs that was handed over.</summary>
internal enum HandoverUse
{
    /// <summary>Later, by somebody, or never.</summary>
    Unknown,

    /// <summary>Before the call that it was handed to returns.</summary>
    Here,

    /// <summary>On a thread of the pool, or on one of its own.</summary>
    Elsewhere,
}
