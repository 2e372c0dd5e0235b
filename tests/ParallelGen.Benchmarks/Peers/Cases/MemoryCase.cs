using ParallelGen.Benchmarks.Peers.Participants;

namespace ParallelGen.Benchmarks.Peers.Cases;

/// <summary>What a worker weighs.</summary>
internal sealed class MemoryCase : ICase
{
    public string Name => "memory";

    public string Title => "Memory of a worker";

    public string Description => "Of a warmed pool, the mean of its workers. Pss divides shared pages among those who share them; Rss counts them for each, private leaves them out.";

    public IReadOnlyList<Metric> Metrics => [Metric.Less("Pss", "MiB"), Metric.Less("private", "MiB"), Metric.Less("Rss", "MiB")];

    public async Task<IReadOnlyList<Contestant>> PrepareAsync(Entrants entrants) =>
        [.. (await entrants.StillPoolsAsync()).Select(pool => new Contestant(pool.Subject, pool.Kind, () => Task.FromResult(Measure(pool.Family))))];

    private static IReadOnlyList<Sample> Measure(ProcessFamily family)
    {
        Sample Mean(string metric, string lines) => new(metric, family.Workers.Average(worker => ProcessMemory.Mebibytes(worker, lines)));
        return [Mean("Pss", "Pss:"), Mean("private", "Private_"), Mean("Rss", "Rss:")];
    }
}
