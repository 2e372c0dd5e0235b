using ParallelGen.Benchmarks.Peers.Participants;

namespace ParallelGen.Benchmarks.Peers;

/// <summary>One question that is put to everybody.</summary>
internal interface ICase
{
    /// <summary>The word for <c>--only</c>.</summary>
    string Name { get; }

    string Title { get; }

    string Description { get; }

    IReadOnlyList<Metric> Metrics { get; }

    /// <summary>How often each contestant is measured.</summary>
    int Passes(PeerSettings settings) => settings.Passes;

    /// <summary>Who takes part. Who does not is told to <paramref name="entrants"/>.</summary>
    Task<IReadOnlyList<Contestant>> PrepareAsync(Entrants entrants);
}
