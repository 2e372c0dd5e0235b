using ParallelGen.Benchmarks.Peers.Participants;

namespace ParallelGen.Benchmarks.Peers;

/// <summary>Measures the contestants of a case in turns, so that what disturbs the machine for a while disturbs them all.</summary>
internal sealed class CaseRunner(ICase subject, Entrants entrants)
{
    /// <summary>A peer that does not come back must not hold up the rest.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(4);

    private readonly Dictionary<(Contestant Who, string Metric, string? Detail, int? Workers, long? Items), List<double>> _figures = [];

    /// <summary>A peer may fail, and is named. If ours does, the run goes on, but has failed.</summary>
    public bool HasOursFailed { get; private set; }

    public async Task<CaseResult> RunAsync()
    {
        DateTimeOffset start = DateTimeOffset.UtcNow;
        List<Contestant> contestants = [.. await subject.PrepareAsync(entrants)];
        for (int pass = 0; pass < subject.Passes(entrants.Settings); pass++)
        {
            // Forth and back, so that nobody always runs in the wake of the same other one.
            IEnumerable<Contestant> turn = pass % 2 == 0 ? contestants : contestants.AsEnumerable().Reverse();
            foreach (Contestant contestant in turn.ToArray())
            {
                if (!await TryMeasureAsync(contestant))
                {
                    contestants.Remove(contestant);
                }
            }
        }

        return new CaseResult
        {
            Name = subject.Name,
            Title = subject.Title,
            Description = subject.Description,
            Metrics = subject.Metrics,
            MeasuredAt = start,
            Quick = entrants.Settings.Quick,
            Series = [.. _figures.Select(figure => new Series(
                figure.Key.Who.Subject, figure.Key.Who.Kind, figure.Key.Metric, figure.Key.Detail, figure.Key.Workers, figure.Key.Items, figure.Value))],
            Skipped = entrants.TakeSkipped(),
        };
    }

    private async Task<bool> TryMeasureAsync(Contestant contestant)
    {
        try
        {
            // On a thread of the pool: some of them block.
            foreach (Sample sample in await Task.Run(contestant.MeasureAsync).WaitAsync(s_patience))
            {
                var key = (contestant, sample.Metric, sample.Detail, sample.Workers, sample.Items);
                _figures.TryAdd(key, []);
                _figures[key].Add(sample.Value);
            }

            return true;
        }
        catch (Exception e)
        {
            HasOursFailed |= contestant.Kind == SubjectKind.Ours;
            entrants.Skip(contestant.Subject, $"failed: {e.Message}");
            return false;
        }
    }
}
