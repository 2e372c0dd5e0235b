using ParallelGen.CompilerServices;
using ParallelGen.Execution;
using ParallelGen.Processes.Pool;
using ParallelGen.Processes.Protocol;
using ParallelGen.Wire;

namespace ParallelGen.Processes;

/// <summary>Runs the calls of one annotated method in the worker processes of its pool.</summary>
internal sealed class ProcessLane<TCall, TInput, TResult> : Lane<TInput, TResult>
    where TCall : struct, IWireCall<TInput, TResult>
{
    public static readonly ProcessLane<TCall, TInput, TResult> Instance = new();

    public override CallInfo Info => TCall.Info;

    public override int DefaultConcurrency => Pool.Capacity;

    public override int MaxConcurrency => Pool.Capacity;

    private static PoolScheduler Pool => ProcessPool.Get(TCall.Info.Pool).Scheduler;

    /// <exception cref="ObjectDisposedException">The pool was shut down.</exception>
    public override LaneSession<TInput> Open(IItemSink<TResult> sink, int maxConcurrency, TimeSpan timeLimit)
    {
        PoolScheduler pool = Pool;
        ObjectDisposedException.ThrowIf(pool.IsClosing, typeof(ProcessPool));
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

        var call = new SingleCall<TResult>(cancel);
        WorkBlock? block = null;
        PoolScheduler pool = Pool;
        try
        {
            block = Encode(input, pool, call);
            pool.Submit(block);
        }
        catch (Exception e)
        {
            if (e is ObjectDisposedException)
            {
                // A pool that takes no more work has not taken the payload either.
                block?.Payload.Dispose();
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
            return new WireBlock<TCall, TInput, TResult>(pool.Singles, CallContext.Capture(), TCall.Info.TimeLimit, payload, [payload.Length], 0, call);
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
