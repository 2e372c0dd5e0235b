using System.Diagnostics;

namespace ParallelGen.Benchmarks.Peers;

/// <summary>How much is measured. A quick run shows that everything works; its figures are worth little.</summary>
internal sealed record PeerSettings
{
    public bool Quick { get; init; }

    /// <summary>The cases to run; empty for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>How often each contestant is measured, unless a case says otherwise.</summary>
    public int Passes { get; init; } = 5;

    /// <summary>The result file; tables and charts go beside it.</summary>
    public required string Output { get; init; }

    /// <summary>Only draws what the file holds.</summary>
    public bool DrawOnly { get; init; }

    public int Workers { get; } = Environment.ProcessorCount;

    /// <summary>How long a contestant does what is measured next before it is, where speed comes with time; once at least.</summary>
    public TimeSpan WarmUp => Choose(TimeSpan.FromSeconds(2), TimeSpan.Zero);

    public async Task WarmUpAsync(Func<Task> round)
    {
        long start = Stopwatch.GetTimestamp();
        do
        {
            await round();
        }
        while (Stopwatch.GetElapsedTime(start) < WarmUp);
    }

    public T Choose<T>(T full, T quick) => Quick ? quick : full;
}
