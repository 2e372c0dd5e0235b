namespace ParallelGen.Loops;

/// <summary>A loop as the context that awaits come back to.</summary>
internal sealed class LoopSynchronizationContext(EventLoop loop) : SynchronizationContext
{
    public EventLoop Loop => loop;

    /// <summary>
    /// Queues a callback. It carries no execution context: a continuation brings its own, and capturing a second one would cost
    /// every await.
    /// </summary>
    public override void Post(SendOrPostCallback d, object? state)
    {
        ArgumentNullException.ThrowIfNull(d);
        LoopWork work = new(d, state);
        if (!loop.TryPost(work))
        {
            // Throwing would take the process down: the poster is most often a task that just completed.
            LoopReports.Raise(EventLoopReport.Abandoned(loop, TurnName.Of(work)));
        }
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        ArgumentNullException.ThrowIfNull(d);
        if (loop.IsCurrent)
        {
            d(state);
            return;
        }

        using SentCallback sent = new(d, state);
        loop.Post(sent);
        sent.Wait();
    }

    public override void OperationStarted() => loop.OperationStarted();

    public override void OperationCompleted() => loop.OperationCompleted();

    // A copy that is another object would make awaits of this loop post where they can go on at once.
    public override SynchronizationContext CreateCopy() => this;
}
