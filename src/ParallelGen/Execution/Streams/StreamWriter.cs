namespace ParallelGen.Execution.Streams;

/// <summary>Where a running method's sequence goes: to its consumer, or on its way there.</summary>
internal abstract class StreamWriter<TItem>
{
    /// <summary>The method is about to be called.</summary>
    public abstract void Begin();

    /// <summary>Hands on an item; completes when the next may be made. One at a time. False: nobody wants any more.</summary>
    public abstract ValueTask<bool> WriteAsync(TItem item);
}
