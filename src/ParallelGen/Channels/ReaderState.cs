namespace ParallelGen.Channels;

/// <summary>What the reader of a ring is at, as the writer must know: <see cref="RingControl.ReaderSleeps"/>.</summary>
internal static class ReaderState
{
    /// <summary>Somebody looks: it takes no ringing.</summary>
    public const int Looks = 0;

    /// <summary>Nobody looks: who publishes has to ring.</summary>
    public const int Sleeps = 1;

    /// <summary>Nobody looks now, but somebody will when what they are at is done: only what cannot wait has to ring.</summary>
    public const int IsBusy = 2;
}
