namespace ParallelGen.Wire;

/// <summary>How exceptions of one type are taken apart and put together again. Compiled code, no reflection.</summary>
internal sealed class ExceptionShape
{
    private readonly Func<Exception, object?[]> _details;
    private readonly Func<ExceptionRecord, string, Exception> _create;

    private ExceptionShape(Type type, Func<Exception, object?[]> details, Func<ExceptionRecord, string, Exception> create)
    {
        Type = type;
        _details = details;
        _create = create;
    }

    public Type Type { get; }

    /// <summary>A type with nothing but message and inner exception.</summary>
    public static ExceptionShape Plain<T>(Func<string, Exception?, T> create) where T : Exception =>
        new(typeof(T), static _ => [], (record, message) => create(message, record.FirstInner));

    /// <summary>
    /// A type with properties of its own. <paramref name="create"/> gets the message apart from the record, since many types
    /// compose theirs of what the constructor is given; without details it gives an exception whose message is the given one.
    /// </summary>
    public static ExceptionShape Of<T>(Func<T, object?[]> details, Func<ExceptionRecord, string, T> create) where T : Exception =>
        new(typeof(T), exception => details((T)exception), create);

    /// <summary>Primitives only. Runs members of the exception, which may throw.</summary>
    public object?[] Details(Exception exception) => _details(exception);

    public Exception Create(ExceptionRecord record, string message) => _create(record, message);
}
