namespace ParallelGen.Benchmarks.Peers;

/// <summary>Whose figure it is.</summary>
internal enum SubjectKind
{
    /// <summary>This library's.</summary>
    Ours,

    /// <summary>A process pool of Python.</summary>
    Python,

    /// <summary>Another way to call a process from .NET.</summary>
    DotNet,

    /// <summary>Not the same job, but what it could cost at best: threads, a bare copy, an empty process.</summary>
    Reference,
}
