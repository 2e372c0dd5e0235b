namespace ParallelGen.Wire;

/// <summary>An exception between its process and ours: what is on the wire, as plain data.</summary>
internal sealed class ExceptionRecord
{
    public required string TypeName { get; init; }

    /// <summary>Nearest first; empty where <see cref="IsKnown"/>.</summary>
    public required IReadOnlyList<string> BaseTypeNames { get; init; }

    /// <summary>Whether the type is the one of that name in <see cref="ExceptionTable"/>, not merely one that is called the same.</summary>
    public required bool IsKnown { get; init; }

    public required string Message { get; init; }

    /// <summary>Null if it was never thrown.</summary>
    public required string? StackTrace { get; init; }

    public required int HResult { get; init; }

    /// <summary>What the type's entry in the table needs besides, primitives in an order of its own.</summary>
    public required IReadOnlyList<object?> Details { get; init; }

    /// <summary>What a class that a compilation with ParallelGen declares or names has beyond every exception; null for any other type.</summary>
    public required ExceptionMembers? Members { get; init; }

    public required IReadOnlyList<KeyValuePair<string, object?>> Data { get; init; }

    public required IReadOnlyList<Exception> Inner { get; init; }

    /// <summary>How many inner exceptions were not sent.</summary>
    public required int OmittedInner { get; init; }

    public Exception? FirstInner => Inner.Count > 0 ? Inner[0] : null;

    /// <summary>The default value if the detail is missing or null.</summary>
    /// <exception cref="WireFormatException">The detail is of another type.</exception>
    public T? Detail<T>(int index) => index >= Details.Count || Details[index] is not { } value
        ? default
        : value is T typed ? typed : throw new WireFormatException($"Detail {index} of a {TypeName} is a {value.GetType()}, not a {typeof(T)}.");

    /// <summary>The same with a message and no details.</summary>
    public ExceptionRecord WithoutDetails() => new()
    {
        TypeName = TypeName,
        BaseTypeNames = BaseTypeNames,
        IsKnown = IsKnown,
        Message = Message,
        StackTrace = StackTrace,
        HResult = HResult,
        Details = [],
        Members = Members,
        Data = Data,
        Inner = Inner,
        OmittedInner = OmittedInner,
    };
}
