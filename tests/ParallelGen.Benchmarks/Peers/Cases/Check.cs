namespace ParallelGen.Benchmarks.Peers.Cases;

/// <summary>A figure of wrong results is none.</summary>
internal static class Check
{
    public static void That(bool holds)
    {
        if (!holds)
        {
            throw new InvalidOperationException("A wrong result was returned.");
        }
    }
}
