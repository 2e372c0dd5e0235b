namespace ParallelGen.EndToEnd;

/// <summary>An exception class as users write them.</summary>
internal class RefusedException : Exception
{
    public RefusedException(string message, int code)
        : base(message) => Code = code;

    public RefusedException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public int Code { get; }

    public IReadOnlyList<string> Seats { get; init; } = [];
}
