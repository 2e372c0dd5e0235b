using ParallelGen.CompilerServices;

namespace ParallelGen.Execution.Threads;

/// <summary>Runs the calls of one annotated method on the .NET thread pool.</summary>
internal sealed class ThreadPoolLane<TCall, TInput, TResult> : Lane<TInput, TResult>
    where TCall : struct, ICall<TInput, TResult>
{
    public static readonly ThreadPoolLane<TCall, TInput, TResult> Instance = new();

    public override CallInfo Info => TCall.Info;

    public override int DefaultConcurrency => Environment.ProcessorCount;

    public override LaneSession<TInput> Open(IItemSink<TResult> sink, int maxConcurrency, TimeSpan timeLimit) =>
        new ThreadPoolSession<TCall, TInput, TResult>(sink, maxConcurrency, timeLimit);
}
