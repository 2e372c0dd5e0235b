using ParallelGen.Channels;
using ParallelGen.CompilerServices;
using ParallelGen.Execution;
using ParallelGen.Processes.Pool;
using ParallelGen.Processes.Protocol;
using ParallelGen.Wire;

namespace ParallelGen.Processes;

/// <summary>Runs the calls of one annotated method in worker processes: those of its pool, or a fresh one for each call.</summary>
internal sealed class ProcessLane<TCall, TInput, TResult> : Lane<TInput, TResult>
    where TCall : struct, IWireCall<TInput, TResult>
{
    /// <summary>The lane of <see cref="Model.ProcessPool"/>.</summary>
    public static readonly ProcessLane<TCall, TInput, TResult> Pooled = new(static pool => pool.Scheduler);

    /// <summary>The lane of <see cref="Model.Process"/>.</summary>
    public static readonly ProcessLane<TCall, TInput, TResult> Fresh = new(static pool => pool.FreshScheduler);

    private readonly Func<ProcessPool, PoolScheduler> _schedulerOf;

    /// <summary>Of all callers of the method. They may write it at the same time: it is a guess in any case.</summary>
    private AdaptiveSpin _spin;

    private ProcessLane(Func<ProcessPool, PoolScheduler> schedulerOf) => _schedulerOf = schedulerOf;

    public override CallInfo Info => TCall.Info;

    public override int DefaultConcurrency => Pool.Capacity;

    public override int MaxConcurrency => Pool.Capacity;

    /// <exception cref="InvalidOperationException">This is its first use, and its declarations disagree.</exception>
    private PoolScheduler Pool => _schedulerOf(ProcessPool.Get(TCall.Info.Pool));

    /// <exception cref="ObjectDisposedException">The pool was shut down.</exception>
    public override LaneSession<TInput> Open(IItemSink<TResult> sink, int maxConcurrency, TimeSpan timeLimit)
    {
        PoolScheduler pool = Pool;
        ObjectDisposedException.ThrowIf(pool.IsClosing, typeof(ProcessPool));
        ReportQueue.LiftWindow();
        return new ProcessLaneSession<TCall, TInput, TResult>(pool, sink, maxConcurrency, timeLimit, CallContext.Capture());
    }

    /// <inheritdoc/>
    /// <remarks>The arguments are encoded before this returns, so the caller may change them afterwards.</remarks>
    public override Task<TResult> RunAsync(TInput input, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested)
        {
            return Task.FromCanceled<TResult>(cancel);
        }

        ReportQueue.LiftWindow();
        var call = new SingleCall<TResult>(cancel);
        WorkBlock? block = null;
        PoolScheduler pool;
        try
        {
            pool = Pool;
            block = Encode(input, pool, call);
            if (pool.Submit(block)?.TryHelp(call.Task, ref _spin) == true)
            {
                return call.Task;
            }
        }
        catch (Exception e)
        {
            if (e is ObjectDisposedException)
            {
                // A pool that takes no more work has not taken the block either.
                block?.ReleasePayload();
            }

            return Task.FromException<TResult>(e);
        }

        return cancel.CanBeCanceled ? RunCancellableAsync(call, block, pool, cancel) : call.Task;
    }

    private static WireBlock<TCall, TInput, TResult> Encode(TInput input, PoolScheduler pool, SingleCall<TResult> call)
    {
        var payload = new WireBuffer();
        try
        {
            ItemEncoder.Append<TCall, TInput, TResult>(payload, input);
            return new WireBlock<TCall, TInput, TResult>(pool.Singles, CallContext.Capture(), TCall.Info.TimeLimit, payload, [payload.Length], 0, call)
            {
                Inputs = TCall.WantsReports(input) ? new[] { input } : default,
                Broadcast = TCall.HasBroadcast ? Broadcast.Encode<TCall, TInput>(input) : null,
            };
        }
        catch
        {
            payload.Dispose();
            throw;
        }
    }

    private static async Task<TResult> RunCancellableAsync(SingleCall<TResult> call, WorkBlock block, PoolScheduler pool, CancellationToken cancel)
    {
        using CancellationTokenRegistration registration = cancel.UnsafeRegister(
            static state =>
            {
                (SingleCall<TResult> call, WorkBlock block, PoolScheduler pool) = ((SingleCall<TResult>, WorkBlock, PoolScheduler))state!;
                if (block.TryDecide(0))
                {
                    call.TryCancel();
                    pool.Withdraw(block);
                }
            },
            (call, block, pool));
        return await call.Task.ConfigureAwait(false);
    }
}
