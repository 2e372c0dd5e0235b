using ParallelGen.CompilerServices;
using ParallelGen.Loops;

namespace ParallelGen.Execution;

/// <summary>
/// Where the calls of one annotated method run: one subclass a model. A lane knows how to run calls and nothing of order,
/// aggregation, sources or consumers; those are the engine's, written once.
/// </summary>
internal abstract class Lane<TInput, TResult>
{
    /// <summary>The method's identity and options.</summary>
    public abstract CallInfo Info { get; }

    /// <summary>How many calls of a run are in flight where nobody says otherwise. Asked once a run.</summary>
    public abstract int DefaultConcurrency { get; }

    /// <summary>How many calls this lane can run at the same time (a pool's workers), whatever is asked for. Asked once a run.</summary>
    public virtual int MaxConcurrency => int.MaxValue;

    /// <summary>Whether the calls run on the submitting thread: then the engine, too, works on the thread that awaits or enumerates.</summary>
    public virtual bool RunsInline => false;

    /// <summary>The lane as the current thread sees it. Asked on the caller's thread when a run starts, which goes on elsewhere.</summary>
    public virtual Lane<TInput, TResult> ForCaller() => this;

    /// <summary>The state of a task of this lane's calls, if they run on an event loop. Asked on the caller's thread.</summary>
    public virtual LoopTask? CreateLoopTask() => null;

    /// <summary>A run of a batch has started: what its calls run on must not end before <see cref="RunEnded"/>. Asked of what <see cref="ForCaller"/> gave.</summary>
    public virtual void RunStarted() { }

    /// <summary>The end of what <see cref="RunStarted"/> told, once its consumer knows. Any thread.</summary>
    public virtual void RunEnded() { }

    /// <summary>How many blocks the pump gets ready for each that may run, where nobody says how many items. Asked once a run.</summary>
    public virtual int BlocksPerWorker => 4;

    /// <summary>Opens a submitter's place in the lane. Calls of different sessions are served fairly.</summary>
    /// <param name="sink">Is told the outcome of every item of every block, exactly once per item until the session is stopped.</param>
    /// <param name="maxConcurrency">How many blocks of this session may run at the same time.</param>
    /// <param name="timeLimit">The limit of each item from the moment it starts running; <see cref="Timeout.InfiniteTimeSpan"/> for none.</param>
    public abstract LaneSession<TInput> Open(IItemSink<TResult> sink, int maxConcurrency, TimeSpan timeLimit);

    /// <summary>
    /// Makes one run of a batch: a pump that submits to a session, unless the lane's workers can do better. The caller starts it.
    /// </summary>
    public virtual BatchRun<TResult> CreateRun(
        BatchInputs<TInput> inputs, BatchOptions options, OutcomeConsumer<TResult> consumer, CancellationToken cancel) =>
        new BatchRun<TInput, TResult>(inputs, this, options, consumer, cancel);

    /// <summary>One call outside a batch. Its task is cancelled, with this token, as soon as the token is.</summary>
    public virtual Task<TResult> RunAsync(TInput input, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested)
        {
            return Task.FromCanceled<TResult>(cancel);
        }

        var call = new SingleCall<TResult>(cancel, loopTask: CreateLoopTask());
        Task<TResult> task = call.Task;
        try
        {
            LaneSession<TInput> session = Open(call, maxConcurrency: 1, Info.TimeLimit);
            session.Submit(new Block<TInput>(0, new[] { input }));
            session.Close();
            if (cancel.CanBeCanceled)
            {
                call.StopWhenCancelled(session);
            }
        }
        catch (Exception e)
        {
            call.Complete(0, Outcome<TResult>.Failure(e));
        }

        return task;
    }
}
