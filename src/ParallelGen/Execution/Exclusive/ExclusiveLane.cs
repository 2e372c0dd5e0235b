using ParallelGen.CompilerServices;

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

        var call = new SingleCall<TResult>(cancel);
        try
        {
            LaneSession<TInput> session = Open(call, maxConcurrency: 1, Info.TimeLimit);
            // Before the call is submitted: it may run right here.
            Task<TResult> task = cancel.CanBeCanceled ? call.StopWhenCancelledAsync(session) : call.Task;
            session.Submit(new Block<TInput>(0, new[] { input }));
            session.Close();
            return task;
        }
        catch (Exception e)
        {
            call.Complete(0, Outcome<TResult>.Failure(e));
            return call.Task;
        }
    }
}
