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

    /// <inheritdoc/>
    /// <remarks>
    /// Workers pull what they run, unless items are asked to travel together or have a time limit. A limit is told while the method goes
    /// on and holds its worker; so the last of the source can be told only if somebody else than the workers sees that it is the last.
    /// </remarks>
    public override BatchRun<TResult> CreateRun(
        BatchInputs<TInput> inputs, BatchOptions options, OutcomeConsumer<TResult> consumer, CancellationToken cancel) =>
        (options.ChunkSize ?? 1) == 1 && RunLimits.TimeLimitOf(options, Info) == Timeout.InfiniteTimeSpan
            ? new PulledRun<TCall, TInput, TResult>(inputs, this, options, consumer, cancel)
            : base.CreateRun(inputs, options, consumer, cancel);

    /// <inheritdoc/>
    public override Task<TResult> RunAsync(TInput input, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested)
        {
            return Task.FromCanceled<TResult>(cancel);
        }

        var call = new ThreadPoolCall<TCall, TInput, TResult>(input, cancel);
        call.Start(preferLocal: true);
        return call.Task;
    }
}
