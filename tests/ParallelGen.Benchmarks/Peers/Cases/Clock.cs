using System.Diagnostics;

namespace ParallelGen.Benchmarks.Peers.Cases;

/// <summary>Takes the time of work that gives something to check.</summary>
internal static class Clock
{
    public static async Task<double> SecondsAsync<T>(Func<Task<T>> work, Func<T, bool> isRight)
    {
        long start = Stopwatch.GetTimestamp();
        T result = await work().ConfigureAwait(false);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Check.That(isRight(result));
        return seconds;
    }
}
