using System.Diagnostics.CodeAnalysis;
using ParallelGen.CompilerServices;

namespace ParallelGen.Execution.Threads;

/// <summary>
/// Runs one call after the other on the thread pool. It holds a pool thread while a method runs and none while one awaits. Where the
/// calls come from, a subclass says.
/// </summary>
/// <remarks>
/// Not an async method: that would go on inline on whatever thread completes the user's task, and run the rest of the batch on top
/// of that thread's own code. This goes on as a work item of its own.
/// </remarks>
internal abstract class ThreadPoolWorker<TCall, TInput, TResult>(TimeSpan timeLimit, CancellationToken stop)
    : LaneWorker<TCall, TInput, TResult>(timeLimit, stop), IThreadPoolWorkItem
    where TCall : struct, ICall<TInput, TResult>
{
    // After so long without a break the pool's other work items get their turn, or a large batch would starve single calls.
    private const int TurnMilliseconds = 15;

    private Action? _resume;

    /// <summary>The context that calls begin with; null where its owner let none flow.</summary>
    protected abstract ExecutionContext? Context { get; }

    /// <summary>Continues the worker as a work item of its own, on whatever thread it is called.</summary>
    protected sealed override Action Resume => _resume ??= () => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);

    /// <summary>Queues the worker, which is neither queued nor at work.</summary>
    /// <param name="preferLocal">Whether the current thread shall run it rather than another, if it is one of the pool.</param>
    public void Start(bool preferLocal = false) => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal);

    void IThreadPoolWorkItem.Execute()
    {
        // A pool thread begins a work item without a context of anybody's, and forgets what it leaves.
        ExecutionContext context = Context ?? ExecutionContext.Capture()!;
        long begun = Environment.TickCount64;
        if (IsAwaiting)
        {
            EndAwaited();
        }

        while (TryTake(out TInput? input))
        {
            CallStart.Enter(context, null);
            if (!TryRun(input))
            {
                return;
            }

            if (Environment.TickCount64 - begun > TurnMilliseconds)
            {
                Start();
                return;
            }
        }
    }

    /// <summary>
    /// Ends what the last call belonged to, if that is over, and takes the next. False: the worker ends, or waits to be continued by
    /// <see cref="Resume"/>; either way nothing of it may be touched any more.
    /// </summary>
    protected abstract bool TryTake([MaybeNullWhen(false)] out TInput input);
}
