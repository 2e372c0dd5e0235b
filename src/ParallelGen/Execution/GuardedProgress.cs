using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace ParallelGen.Execution;

/// <summary>
/// The caller's progress handler as one call in this process sees it. What the handler throws is not the method's: it cancels the
/// method's token and is the call's failure. After that, and once the call is cancelled or has ended, reports are dropped. Thread-safe.
/// </summary>
/// <remarks>A worker process does the same at its pipe: see "Reports" in ../Processes/README.md.</remarks>
[SuppressMessage("Reliability", "CA1001", Justification = "End, which ends every call, disposes.")]
internal sealed class GuardedProgress<T> : IProgress<T>
{
    private readonly IProgress<T> _handler;
    private readonly CancellationTokenSource _cancel;

    // How it ended, decided once: the handler's error, or this for a call that has ended without one.
    private object? _end;

    /// <param name="handler">The caller's.</param>
    /// <param name="cancel">The call's token.</param>
    public GuardedProgress(IProgress<T> handler, CancellationToken cancel)
    {
        (_handler, _cancel) = (handler, CancellationTokenSource.CreateLinkedTokenSource(cancel));
        Token = _cancel.Token;
    }

    /// <summary>The method's token.</summary>
    public CancellationToken Token { get; }

    /// <summary>Whether the handler has thrown.</summary>
    public bool HasFailed => Volatile.Read(ref _end) is ExceptionDispatchInfo;

    /// <inheritdoc/>
    public void Report(T value)
    {
        if (Volatile.Read(ref _end) is not null || Token.IsCancellationRequested)
        {
            return;
        }

        try
        {
            _handler.Report(value);
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    /// <summary>The method has returned, whatever it gave or threw. Throws what the handler threw, if it did.</summary>
    public void End()
    {
        if (Interlocked.CompareExchange(ref _end, this, null) is ExceptionDispatchInfo error)
        {
            error.Throw();
        }

        _cancel.Dispose();
    }

    private void Fail(Exception error)
    {
        if (Interlocked.CompareExchange(ref _end, ExceptionDispatchInfo.Capture(error), null) is null)
        {
            _ = CancelAsync();
        }
        else
        {
            // A call fails with one exception; that nobody waits for the others is what an unobserved task is there to tell.
            _ = Task.FromException(error);
        }
    }

    /// <summary>Callbacks are the method's code: they run elsewhere, and what they throw is an unobserved task's exception.</summary>
    private async Task CancelAsync()
    {
        try
        {
            await _cancel.CancelAsync().ConfigureAwait(false);
        }
        finally
        {
            _cancel.Dispose();
        }
    }
}
