using ParallelGen.CompilerServices;

namespace ParallelGen.Execution;

/// <summary>What a batch would run: these inputs, in this lane, with these options.</summary>
internal sealed class BatchPlan<TInput, TResult>(BatchInputs<TInput> inputs, Lane<TInput, TResult> lane, BatchOptions options)
    : BatchPlan<TResult>(options)
{
    public BatchPlan(BatchInputs<TInput> inputs, Lane<TInput, TResult> lane) : this(inputs, lane, BatchOptions.Default) { }

    /// <inheritdoc/>
    public override BatchPlan<TResult> With(BatchOptions options) => new BatchPlan<TInput, TResult>(inputs, lane, options);

    /// <inheritdoc/>
    public override BatchRun<TResult> CreateRun(OutcomeConsumer<TResult> consumer, CancellationToken cancel) =>
        lane.CreateRun(inputs, Options, consumer, cancel);
}
