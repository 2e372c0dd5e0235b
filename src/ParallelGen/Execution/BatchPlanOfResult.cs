namespace ParallelGen.Execution;

/// <summary>What a batch would run, as far as it does not depend on the inputs' type. Immutable; every run starts from here.</summary>
internal abstract class BatchPlan<TResult>(BatchOptions options)
{
    public BatchOptions Options { get; } = options;

    /// <summary>The same plan with other options.</summary>
    public abstract BatchPlan<TResult> With(BatchOptions options);

    /// <summary>Makes a run that delivers to <paramref name="consumer"/>. The caller starts it.</summary>
    public abstract BatchRun<TResult> CreateRun(OutcomeConsumer<TResult> consumer, CancellationToken cancel);

    /// <summary>Starts a run whose answer is one task.</summary>
    public Task<TAnswer> Collect<TAnswer>(Collector<TResult, TAnswer> collector, CancellationToken cancel)
    {
        BatchRun<TResult> run = CreateRun(collector, cancel);
        Task<TAnswer> answer = collector.Begin(run.CreateLoopTask());
        run.Start();
        return answer;
    }
}
