using System.ComponentModel;
using ParallelGen.Execution;
using ParallelGen.Processes;

namespace ParallelGen.CompilerServices;

/// <summary>What generated members of <see cref="Model.ProcessPool"/> methods call. Infrastructure for generated code; thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ProcessPoolCalls
{
    /// <summary>One call, in a worker of the pool that the method names. The arguments are encoded before this returns.</summary>
    public static Task<TResult> RunAsync<TCall, TInput, TResult>(TInput input, CancellationToken cancel)
        where TCall : struct, IWireCall<TInput, TResult> =>
        Lanes.Choose<TCall, TInput, TResult>(ProcessLane<TCall, TInput, TResult>.Pooled).RunAsync(input, cancel);

    /// <summary>Many calls, cold: nothing runs until the batch is awaited or enumerated.</summary>
    public static Batch<TResult> Batch<TCall, TInput, TResult>(BatchInputs<TInput> inputs)
        where TCall : struct, IWireCall<TInput, TResult> =>
        new(new BatchPlan<TInput, TResult>(inputs, Lanes.Choose<TCall, TInput, TResult>(ProcessLane<TCall, TInput, TResult>.Pooled)));

    /// <summary>Many calls of a method without a result, cold.</summary>
    public static Batch VoidBatch<TCall, TInput>(BatchInputs<TInput> inputs)
        where TCall : struct, IWireCall<TInput, ValueTuple> =>
        new(new BatchPlan<TInput, ValueTuple>(inputs, Lanes.Choose<TCall, TInput, ValueTuple>(ProcessLane<TCall, TInput, ValueTuple>.Pooled)));
}
