using ParallelGen.Loops;

namespace ParallelGen;

/// <summary>The way in for lanes and for the loop's own context and scheduler.</summary>
public partial class EventLoop
{
    internal long SlowTurnTicks => Volatile.Read(ref _slowTurnTicks);

    /// <summary>How many operations have started and not completed.</summary>
    internal int Operations => Volatile.Read(ref _operations);

    /// <summary>Queues an item. Allocates nothing, and captures no execution context: that is the item's own affair.</summary>
    /// <exception cref="InvalidOperationException">The loop has ended; the item does not run.</exception>
    internal void Post(ILoopWorkItem item) => Post(LoopWork.Of(item));

    internal void Post(LoopWork work)
    {
        if (!TryPost(work))
        {
            throw new InvalidOperationException($"Event loop '{Name}' has ended: EventLoop.Run has returned. {TurnName.Of(work) ?? "The callback"} does not run.");
        }
    }

    internal bool TryPost(LoopWork work)
    {
        if (t_current != this)
        {
            return _queue.TryPost(work);
        }

        _queue.PostFromLoop(work);
        return true;
    }

    /// <summary>
    /// Counts a piece of work that outlives a turn: a loop of <see cref="Run(Func{Task})"/> does not end before it has completed.
    /// From any thread, while the loop cannot end (on its thread, or before posting to a loop that has not ended).
    /// </summary>
    internal void OperationStarted() => Interlocked.Increment(ref _operations);

    /// <summary>The end of what <see cref="OperationStarted"/> counted. From any thread.</summary>
    internal void OperationCompleted()
    {
        if (Interlocked.Decrement(ref _operations) == 0 && _ends)
        {
            _queue.Wake();
        }
    }

    /// <summary>A task of this loop is about to fail.</summary>
    internal void TaskFails() => _lost?.TaskFails();

    /// <summary>A task of this loop failed, and nobody has it any more.</summary>
    internal void AddLost(Exception error) => _lost?.Add(error);

    private void PostFlowing(LoopWork work)
    {
        ExecutionContext? context = ExecutionContext.Capture();
        if (context is not null && context != _baseContext)
        {
            work = LoopWork.Of(new FlowingCallback(work.Callback, work.State, context));
        }

        Post(work);
    }
}
