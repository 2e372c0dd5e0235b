using ParallelGen.CompilerServices;

namespace ParallelGen.Execution.Threads;

/// <summary>Runs the calls of one annotated method on dedicated threads: one for a single call, and those of its own for a batch.</summary>
internal sealed class ThreadLane<TCall, TInput, TResult> : Lane<TInput, TResult>
    where TCall : struct, ICall<TInput, TResult>
{
    public static readonly ThreadLane<TCall, TInput, TResult> Instance = new();

    public override CallInfo Info => TCall.Info;

    public override int DefaultConcurrency => Environment.ProcessorCount;

    public override LaneSession<TInput> Open(IItemSink<TResult> sink, int maxConcurrency, TimeSpan timeLimit) =>
        new ThreadSession<TCall, TInput, TResult>(sink, maxConcurrency, timeLimit);
}
