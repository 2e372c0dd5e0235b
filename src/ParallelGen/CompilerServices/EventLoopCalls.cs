using System.ComponentModel;
using ParallelGen.Execution;
using ParallelGen.Execution.Streams;
using ParallelGen.Execution.Threads;

namespace ParallelGen.CompilerServices;

/// <summary>What generated members of <see cref="Model.EventLoop"/> methods call. Infrastructure for generated code; thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class EventLoopCalls
{
    /// <summary>One call, on the event loop that the method names, else the current one, else the one named "default".</summary>
    public static Task<TResult> RunAsync<TCall, TInput, TResult>(TInput input, CancellationToken cancel)
        where TCall : struct, ICall<TInput, TResult> =>
        Lanes.Choose<TCall, TInput, TResult>(EventLoopLane<TCall, TInput, TResult>.Instance).RunAsync(input, cancel);

    /// <summary>Many calls, cold: nothing runs until the batch is awaited or enumerated.</summary>
    public static Batch<TResult> Batch<TCall, TInput, TResult>(BatchInputs<TInput> inputs)
        where TCall : struct, ICall<TInput, TResult> =>
        new(new BatchPlan<TInput, TResult>(inputs, Lanes.Choose<TCall, TInput, TResult>(EventLoopLane<TCall, TInput, TResult>.Instance)));

    /// <summary>Many calls of a method without a result, cold.</summary>
    public static Batch VoidBatch<TCall, TInput>(BatchInputs<TInput> inputs)
        where TCall : struct, ICall<TInput, ValueTuple> =>
        new(new BatchPlan<TInput, ValueTuple>(inputs, Lanes.Choose<TCall, TInput, ValueTuple>(EventLoopLane<TCall, TInput, ValueTuple>.Instance)));

    /// <summary>A sequence, cold: each enumeration is a call of its own, which starts with its first move.</summary>
    public static IAsyncEnumerable<TItem> Stream<TCall, TInput, TItem>(TInput input, CancellationToken cancel)
        where TCall : struct, IStreamCall<TInput, TItem> =>
        new StreamPlan<TInput, TItem>(
            Lanes.Choose<StreamCall<TCall, TInput, TItem>, StreamInput<TInput, TItem>, ValueTuple>(
                EventLoopLane<StreamCall<TCall, TInput, TItem>, StreamInput<TInput, TItem>, ValueTuple>.Instance),
            input,
            cancel);
}
