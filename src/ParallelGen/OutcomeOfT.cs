using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace ParallelGen;

/// <summary>How one call ended: with a value or with an error.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public readonly struct Outcome<T>
{
    private readonly T _value;
    private readonly Exception? _error;
    private readonly bool _ended;

    private Outcome(bool ended, T value, Exception? error) => (_ended, _value, _error) = (ended, value, error);

    internal static Outcome<T> Success(T value) => new(true, value, null);

    internal static Outcome<T> Failure(Exception error) => new(true, default!, error);

    /// <summary>Whether the call returned a value. False for <c>default</c>.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Succeeded => _ended && _error is null;

    /// <summary>Whether this came from a call. False for <c>default</c>.</summary>
    internal bool HasEnded => _ended;

    /// <summary>The value that the call returned; the default of <typeparamref name="T"/> if it failed.</summary>
    public T Value => _value;

    /// <summary>What the call threw; null if it returned.</summary>
    public Exception? Error => _ended ? _error : OutcomeErrors.NotRun;

    /// <summary>Whether the call threw <see cref="OperationCanceledException"/> itself or was stopped by <see cref="ErrorPolicy.FailFast"/>.</summary>
    public bool IsCancelled => OutcomeErrors.IsCancellation(_error);

    /// <summary>The value if the call returned one, else throws <see cref="Error"/> with the stack trace that it has.</summary>
    public T ValueOrThrow()
    {
        if (!Succeeded)
        {
            ExceptionDispatchInfo.Throw(Error);
        }

        return _value;
    }

    /// <summary>Takes the outcome apart: <c>var (succeeded, value, error) = outcome;</c></summary>
    public void Deconstruct(out bool succeeded, out T? value, out Exception? error) =>
        (succeeded, value, error) = (Succeeded, _value, Error);

    /// <summary>A short text for logs: the value, or the type and message of the error.</summary>
    public override string ToString() => Succeeded ? $"{_value}" : OutcomeErrors.Describe(Error);
}
