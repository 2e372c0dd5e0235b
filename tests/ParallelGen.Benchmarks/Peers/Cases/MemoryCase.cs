using ParallelGen.Benchmarks.Peers.Participants;

namespace ParallelGen.Benchmarks.Peers.Cases;

/// <summary>What a worker weighs.</summary>
internal sealed class MemoryCase : ICase
{
    public string Name => "memory";

    public string Title => "Memory of a worker";

    public string Description => "Of a warmed pool, the mean of its workers. Pss divides shared pages among those who share them; Rss counts them for each.";

    public IReadOnlyList<Metric> Metrics => [Metric.Less("Pss", "MiB"), Metric.Less("Rss", "MiB")];

    public async Task<IReadOnlyList<Contestant>> PrepareAsync(Entrants entrants) =>
        [.. (await entrants.StillPoolsAsync()).Select(pool => new Contestant(pool.Subject, pool.Kind, () => Task.FromResult(Measure(pool.Family))))];

    private IReadOnlyList<Sample> Measure(ProcessFamily family) =>
        [.. Metrics.Select(metric => new Sample(metric.Name, family.Workers.Average(worker => ProcessFiles.Memory(worker, metric.Name))))];
}
