namespace ParallelGen;

/// <summary>A <see cref="Batch"/> with a choice of where the code after <c>await</c> goes on. Cold like the batch itself.</summary>
public readonly struct ConfiguredBatchAwaitable
{
    private readonly Batch _batch;
    private readonly bool _continueOnCapturedContext;

    internal ConfiguredBatchAwaitable(Batch batch, bool continueOnCapturedContext) =>
        (_batch, _continueOnCapturedContext) = (batch, continueOnCapturedContext);

    /// <summary>Starts a run and returns its awaiter. Used by <c>await</c>.</summary>
    public BatchAwaiter GetAwaiter() => new(_batch.RunAsync(), _continueOnCapturedContext);
}
