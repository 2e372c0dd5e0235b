namespace ParallelGen.Generators.Model;

/// <summary>How the end of an annotated method is known.</summary>
internal enum ReturnKind
{
    Void,
    Value,

    /// <summary><c>Task</c>.</summary>
    VoidTask,

    /// <summary><c>ValueTask</c>.</summary>
    VoidValueTask,

    /// <summary><c>Task&lt;T&gt;</c>.</summary>
    Task,

    /// <summary><c>ValueTask&lt;T&gt;</c>.</summary>
    ValueTask,

    /// <summary><c>IEnumerable&lt;T&gt;</c> or <c>IAsyncEnumerable&lt;T&gt;</c>.</summary>
    Sequence,
}
