namespace ParallelGen.Generators.Model;

/// <summary>How the end of an annotated method is known.</summary>
internal enum ReturnKind
{
    Void,
    Value,

    /// <summary><c>Task</c> or <c>ValueTask</c>.</summary>
    VoidTask,

    /// <summary><c>Task&lt;T&gt;</c>.</summary>
    Task,

    /// <summary><c>ValueTask&lt;T&gt;</c>.</summary>
    ValueTask,
}
