using ParallelGen.CompilerServices;
using ParallelGen.Execution;
using ParallelGen.Processes;
using ParallelGen.Processes.Pool;
using ParallelGen.Processes.Protocol;

namespace ParallelGen.Tests.Processes;

/// <summary>The lane of a method in a pool whose workers are played by the test.</summary>
internal sealed class ScriptedLane<TCall, TInput, TResult>(PoolScheduler pool) : Lane<TInput, TResult>
    where TCall : struct, IWireCall<TInput, TResult>
{
    public override CallInfo Info => TCall.Info;

    public override int DefaultConcurrency => pool.Capacity;

    public override LaneSession<TInput> Open(IItemSink<TResult> sink, int maxConcurrency, TimeSpan timeLimit) =>
        new ProcessLaneSession<TCall, TInput, TResult>(pool, sink, maxConcurrency, timeLimit, CallContext.Capture());
}
