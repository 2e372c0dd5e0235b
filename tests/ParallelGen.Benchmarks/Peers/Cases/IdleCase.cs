using System.Diagnostics;
using ParallelGen.Benchmarks.Peers.Participants;

namespace ParallelGen.Benchmarks.Peers.Cases;

/// <summary>What a pool that has nothing to do takes from the others on the machine.</summary>
internal sealed class IdleCase : ICase
{
    private const string Busy = "busy";

    public string Name => "idle";

    public string Title => "Processor time of an idle pool";

    public string Description => "A warmed pool in a program of its own, left alone: processor time of parent and workers in two seconds (half a second in a quick run), in percent of one core.";

    public IReadOnlyList<Metric> Metrics => [Metric.Less(Busy, "% of a core")];

    public async Task<IReadOnlyList<Contestant>> PrepareAsync(Entrants entrants)
    {
        TimeSpan span = TimeSpan.FromSeconds(entrants.Settings.Choose(2, 0.5));
        IReadOnlyList<StillPool> pools = await entrants.StillPoolsAsync();

        // What a start leaves to be done, such as compiling hot methods anew, is not idling.
        await Task.Delay(span);
        return [.. pools.Select(pool => Contestant.Of(pool.Subject, pool.Kind, Busy, () => MeasureAsync(pool.Family, span)))];
    }

    private static async Task<double> MeasureAsync(ProcessFamily family, TimeSpan span)
    {
        TimeSpan before = ProcessorTime(family);
        long start = Stopwatch.GetTimestamp();
        await Task.Delay(span);
        return (ProcessorTime(family) - before) / Stopwatch.GetElapsedTime(start) * 100;
    }

    private static TimeSpan ProcessorTime(ProcessFamily family) =>
        family.Workers.Append(family.Parent).Aggregate(TimeSpan.Zero, (sum, process) => sum + ProcessorClock.Read(process));
}
