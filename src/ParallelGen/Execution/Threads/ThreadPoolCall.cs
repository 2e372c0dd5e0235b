using System.Diagnostics.CodeAnalysis;
using ParallelGen.CompilerServices;

namespace ParallelGen.Execution.Threads;

/// <summary>One call outside a batch on the thread pool: one work item, and no session.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "Without a timer or wait handle the source has nothing to release, and it may be cancelled late.")]
internal sealed class ThreadPoolCall<TCall, TInput, TResult> : ThreadPoolWorker<TCall, TInput, TResult>
    where TCall : struct, ICall<TInput, TResult>
{
    private readonly TInput _input;
    private readonly SingleCall<TResult> _call;
    private readonly CancellationTokenSource? _stop;
    private readonly CancellationTokenRegistration _registration;
    private bool _taken;

    /// <param name="input">What the method takes.</param>
    /// <param name="cancel">The caller's token, not cancelled yet.</param>
    public ThreadPoolCall(TInput input, CancellationToken cancel)
        : this(input, cancel.CanBeCanceled ? new CancellationTokenSource() : null, cancel) { }

    // The method gets a token of its own: the caller is told before its callbacks run, and does not meet what they throw.
    private ThreadPoolCall(TInput input, CancellationTokenSource? stop, CancellationToken cancel)
        : base(TCall.Info.TimeLimit, stop?.Token ?? default)
    {
        // Like those of Task.Run, continuations may run inline at the end of the method; but never where somebody cancels.
        bool inline = stop is null && TCall.Info.TimeoutMilliseconds == 0;
        (_input, _stop, _call) = (input, stop, new SingleCall<TResult>(cancel, inline));
        Context = ExecutionContext.Capture();
        if (stop is not null)
        {
            _registration = cancel.UnsafeRegister(static call => ((ThreadPoolCall<TCall, TInput, TResult>)call!).Cancel(), this);
        }
    }

    /// <summary>The call's task.</summary>
    public Task<TResult> Task => _call.Task;

    protected override IItemSink<TResult> Sink => _call;

    protected override long Index => 0;

    protected override ExecutionContext? Context { get; }

    protected override bool TryTake([MaybeNullWhen(false)] out TInput input)
    {
        input = _input;
        if (_taken || _stop is { IsCancellationRequested: true })
        {
            _registration.Unregister();
            return false;
        }

        return _taken = true;
    }

    private void Cancel()
    {
        if (_call.TryCancel())
        {
            // What callbacks throw is an unobserved task's exception.
            _ = _stop!.CancelAsync();
        }
    }
}
