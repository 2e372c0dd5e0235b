namespace ParallelGen.Execution.Streams;

/// <summary>How far a sequence may run ahead of its consumer, on every model.</summary>
internal static class StreamWindow
{
    /// <summary>How many items may be made and not taken.</summary>
    public const int Items = 16;

    /// <summary>A producer that waits goes on when so many have been taken: it is woken for several items at once and not for each.</summary>
    public const int Step = Items / 2;
}
