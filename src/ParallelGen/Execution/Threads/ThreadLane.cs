using ParallelGen.CompilerServices;

namespace ParallelGen.Execution.Threads;

/// <summary>Runs the calls of one annotated method on dedicated threads: one for a single call, and those of its own for a batch.</summary>
internal sealed class ThreadLane<TCall, TInput, TResult> : Lane<TInput, TResult>
    where TCall : struct, ICall<TInput, TResult>
{
    public static readonly ThreadLane<TCall, TInput, TResult> Instance = new();

    public override CallInfo Info => TCall.Info;

    public override int DefaultConcurrency => Environment.ProcessorCount;

    /// <inheritdoc/>
    /// <remarks>
    /// The threads can keep every processor busy, so the pump may have to wait for one; meanwhile they need work even if calls are short.
    /// </remarks>
    public override int BlocksPerWorker => 64;

    public override LaneSession<TInput> Open(IItemSink<TResult> sink, int maxConcurrency, TimeSpan timeLimit) =>
        new ThreadSession<TCall, TInput, TResult>(sink, maxConcurrency, timeLimit);
}
