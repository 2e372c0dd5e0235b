using ParallelGen.CompilerServices;
using ParallelGen.Loops;

namespace ParallelGen.Execution.Exclusive;

/// <summary>Stands before the lane of a method with <see cref="RunOnAttribute.ExclusiveBy"/>, and hands it only calls whose key is free.</summary>
/// <param name="inner">The lane that runs the calls.</param>
internal sealed class ExclusiveLane<TCall, TInput, TResult>(Lane<TInput, TResult> inner) : Lane<TInput, TResult>
    where TCall : struct, ICall<TInput, TResult>
{
    /// <summary>The keys of the method, or of the group that it belongs to.</summary>
    public static KeySpace Space { get; } = TCall.Info.ExclusiveGroup is { } group ? KeySpace.OfGroup(group) : new KeySpace();

    /// <inheritdoc/>
    public override CallInfo Info => inner.Info;

    /// <inheritdoc/>
    public override int DefaultConcurrency => inner.DefaultConcurrency;

    /// <inheritdoc/>
    public override int MaxConcurrency => inner.MaxConcurrency;

    /// <inheritdoc/>
    public override int BlocksPerWorker => inner.BlocksPerWorker;

    /// <inheritdoc/>
    public override bool RunsInline => inner.RunsInline;

    /// <inheritdoc/>
    public override Lane<TInput, TResult> ForCaller() => new ExclusiveLane<TCall, TInput, TResult>(inner.ForCaller());

    /// <inheritdoc/>
    public override LoopTask? CreateLoopTask() => inner.CreateLoopTask();

    /// <inheritdoc/>
    public override void RunStarted() => inner.RunStarted();

    /// <inheritdoc/>
    public override void RunEnded() => inner.RunEnded();

    /// <inheritdoc/>
    public override LaneSession<TInput> Open(IItemSink<TResult> sink, int maxConcurrency, TimeSpan timeLimit) =>
        new ExclusiveSession<TCall, TInput, TResult>(Space, inner.Open(sink, maxConcurrency, timeLimit), sink, maxConcurrency);

    /// <inheritdoc/>
    /// <remarks>What needs the arguments as they are is done before this returns, even if the call has to wait for its key.</remarks>
    public override Task<TResult> RunAsync(TInput input, CancellationToken cancel)
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
            if (cancel.CanBeCanceled)
            {
                // Before the call is submitted: it may run right here.
                call.StopWhenCancelled(session);
            }

            session.Submit(new Block<TInput>(0, new[] { input }));
            session.Close();
        }
        catch (Exception e)
        {
            call.Complete(0, Outcome<TResult>.Failure(e));
        }

        return task;
    }
}
