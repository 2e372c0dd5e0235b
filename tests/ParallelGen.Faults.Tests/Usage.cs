using System.Globalization;

namespace ParallelGen.FaultTests;

/// <summary>What a process has of what may grow.</summary>
/// <param name="Descriptors">How many are open.</param>
/// <param name="Threads">How many it has.</param>
/// <param name="Megabytes">How much memory is resident.</param>
internal readonly record struct Usage(int Descriptors, int Threads, int Megabytes)
{
    /// <summary>Of one that lives; null if it has gone meanwhile.</summary>
    public static Usage? Of(int process)
    {
        try
        {
            ILookup<string, string> status = File.ReadLines($"/proc/{process}/status").ToLookup(static line => line.Split(':')[0], static line => line.Split(':')[1]);
            return new Usage(
                DescriptorTable.Of($"{process}").Count(),
                int.Parse(status["Threads"].Single(), CultureInfo.InvariantCulture),
                int.Parse(status["VmRSS"].Single().Split(" kB")[0], CultureInfo.InvariantCulture) / 1024);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            // A process that is about to be gone has no memory any more.
            return null;
        }
    }

    /// <summary>Of each the larger one.</summary>
    public static Usage Most(Usage one, Usage other) =>
        new(Math.Max(one.Descriptors, other.Descriptors), Math.Max(one.Threads, other.Threads), Math.Max(one.Megabytes, other.Megabytes));

    /// <summary>Whether it has no more of anything.</summary>
    public bool IsWithin(Usage limit) => Descriptors <= limit.Descriptors && Threads <= limit.Threads && Megabytes <= limit.Megabytes;
}
