using ParallelGen.CompilerServices;
using ParallelGen.Loops;

namespace ParallelGen.Execution.Threads;

/// <summary>Runs the calls of one annotated method on an event loop: the one that its attribute names, else the caller's, else the default one.</summary>
internal sealed class EventLoopLane<TCall, TInput, TResult> : Lane<TInput, TResult>
    where TCall : struct, ICall<TInput, TResult>
{
    public static readonly EventLoopLane<TCall, TInput, TResult> Instance = new(null);

    /// <summary>Calls that await cost a loop little; the bound is there for endless sources.</summary>
    private const int CallsInFlight = 1000;

    private readonly EventLoop? _loop;

    private EventLoopLane(EventLoop? loop) => _loop = loop;

    public override CallInfo Info => TCall.Info;

    public override int DefaultConcurrency => CallsInFlight;

    /// <summary>The loop that serves the current thread's calls.</summary>
    private static EventLoop CallersLoop => TCall.Info.HasPool ? EventLoop.Get(TCall.Info.Pool) : EventLoop.Current ?? EventLoop.Get();

    /// <inheritdoc/>
    /// <remarks>A run of a batch goes on on the thread pool, which belongs to no loop.</remarks>
    public override Lane<TInput, TResult> ForCaller() => new EventLoopLane<TCall, TInput, TResult>(CallersLoop);

    /// <inheritdoc/>
    public override LoopTask CreateLoopTask() => new(_loop ?? CallersLoop, TCall.Info.Name);

    /// <inheritdoc/>
    /// <remarks>Workers come and go with the source; the run is the loop's work all the while.</remarks>
    public override void RunStarted() => _loop?.OperationStarted();

    /// <inheritdoc/>
    public override void RunEnded() => _loop?.OperationCompleted();

    public override LaneSession<TInput> Open(IItemSink<TResult> sink, int maxConcurrency, TimeSpan timeLimit) =>
        new EventLoopSession<TCall, TInput, TResult>(_loop ?? CallersLoop, sink, maxConcurrency, timeLimit);
}
