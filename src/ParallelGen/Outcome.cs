using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace ParallelGen;

/// <summary>How one call without a value ended.</summary>
public readonly struct Outcome
{
    private readonly Exception? _error;
    private readonly bool _ended;

    private Outcome(bool ended, Exception? error) => (_ended, _error) = (ended, error);

    internal static Outcome Success { get; } = new(true, null);

    internal static Outcome Failure(Exception error) => new(true, error);

    /// <summary>Whether the call returned. False for <c>default</c>.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Succeeded => _ended && _error is null;

    /// <summary>What the call threw; null if it returned.</summary>
    public Exception? Error => _ended ? _error : OutcomeErrors.NotRun;

    /// <summary>Whether the call threw <see cref="OperationCanceledException"/> itself or was stopped by <see cref="ErrorPolicy.FailFast"/>.</summary>
    public bool IsCancelled => OutcomeErrors.IsCancellation(_error);

    /// <summary>Returns if the call returned, else throws <see cref="Error"/> with the stack trace that it has.</summary>
    public void ValueOrThrow()
    {
        if (!Succeeded)
        {
            ExceptionDispatchInfo.Throw(Error);
        }
    }

    /// <summary>Takes the outcome apart: <c>var (succeeded, error) = outcome;</c></summary>
    public void Deconstruct(out bool succeeded, out Exception? error) => (succeeded, error) = (Succeeded, Error);

    /// <summary>A short text for logs: "succeeded" or the type and message of the error.</summary>
    public override string ToString() => OutcomeErrors.Describe(Succeeded ? null : Error);
}
