namespace ParallelGen.Benchmarks.Peers.Cases;

/// <summary>What one would write without this library, in one process: Parallel.ForEachAsync that stores its results in order.</summary>
internal static class ByHand
{
    private static readonly ParallelOptions s_options = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    public static async Task<TResult[]> MapAsync<TInput, TResult>(TInput[] inputs, Func<TInput, TResult> method)
    {
        var results = new TResult[inputs.Length];
        await Parallel.ForEachAsync(Enumerable.Range(0, inputs.Length), s_options, (i, _) =>
        {
            results[i] = method(inputs[i]);
            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
        return results;
    }
}
