using ParallelGen.CompilerServices;

namespace ParallelGen.Execution.Threads;

/// <summary>Blocks on an event loop: every call begins with a turn of its own, and as many as may be in flight wait beside each other.</summary>
internal sealed class EventLoopSession<TCall, TInput, TResult>(
    EventLoop loop, IItemSink<TResult> sink, int maxConcurrency, TimeSpan timeLimit) : LocalSession<TInput>(maxConcurrency)
    where TCall : struct, ICall<TInput, TResult>
{
    public EventLoop Loop => loop;

    public IItemSink<TResult> Sink => sink;

    public TimeSpan TimeLimit => timeLimit;

    public CancellationToken Stopped => StopToken;

    public ExecutionContext CallContext => Context;

    /// <summary>Takes the next block. False: there is none, and the worker ends.</summary>
    public bool TryTakeNow(out Block<TInput> block) => TryTake(TimeSpan.Zero, out block);

    /// <inheritdoc/>
    protected override void StartWorker() => new EventLoopWorker<TCall, TInput, TResult>(this).Start();
}
