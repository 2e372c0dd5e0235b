namespace ParallelGen.Execution;

/// <summary>How far a run is. Guarded by the run's gate.</summary>
internal struct RunCounts
{
    /// <summary>The run's numbers.</summary>
    public RunLimits Limits;

    /// <summary>How many items the source says it has, if it says so; it may be wrong.</summary>
    public long? Expected;

    /// <summary>Items taken from the source.</summary>
    public long Pulled;

    /// <summary>Items that ended.</summary>
    public long Completed;

    /// <summary>Those of them that failed.</summary>
    public long Failed;

    /// <summary>Items whose place in the window is free again.</summary>
    public long Released;

    /// <summary>Nothing more will be pulled.</summary>
    public bool SourceEnded;

    /// <summary>Whether every item of the source has its outcome.</summary>
    public readonly bool AllEnded => SourceEnded && Completed == Pulled;

    /// <summary>Whether a whole block fits into the window.</summary>
    public readonly bool HasRoom => Limits.Window - Unreleased >= Limits.ChunkSize;

    /// <summary>Whether it is time to fill the window again.</summary>
    public readonly bool AtLowWater => Unreleased <= Limits.LowWater;

    private readonly long Unreleased => Pulled - Released;

    /// <summary>Blocks have so many items from here on, or fewer where that serves better.</summary>
    public void UseChunk(int size)
    {
        size = Math.Min(size, Limits.MostForNext(Expected > Pulled ? Expected - Pulled : null));
        if (size != Limits.ChunkSize)
        {
            Limits = Limits.WithChunk(size);
        }
    }

    public readonly BatchProgress Describe(TimeSpan elapsed)
    {
        long? total = SourceEnded ? Pulled : Expected >= Pulled ? Expected : null;
        double rate = elapsed > TimeSpan.Zero ? Completed / elapsed.TotalSeconds : 0;
        double? secondsLeft = total is { } all && rate > 0 ? (all - Completed) / rate : null;
        TimeSpan? remaining = secondsLeft < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(secondsLeft.Value) : null;
        return new BatchProgress(Completed, Failed, total, elapsed, rate, remaining);
    }
}
