using System.Reflection;
using ParallelGen.Channels;
using ParallelGen.Processes.Protocol;

namespace ParallelGen.Processes.Pool;

/// <summary>Warming up, looking in, and shutting down.</summary>
internal sealed partial class PoolScheduler
{
    /// <summary>A worker told to quit runs its exit handlers for two seconds at most; one that is still there later is stuck.</summary>
    private static readonly TimeSpan s_quitLimit = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? _warm;
    private bool _closing;
    private bool _quitting;

    /// <summary>Whether no block goes back to the queue: its callers are being told that the pool is shut down.</summary>
    private bool _dropsRest;

    /// <summary>Whether a call has ever been given to a worker.</summary>
    public bool IsUsed
    {
        get
        {
            lock (_gate)
            {
                return _lastAssembly is not null;
            }
        }
    }

    /// <summary>Whether the pool was told to shut down.</summary>
    public bool IsClosing
    {
        get
        {
            lock (_gate)
            {
                return _closing;
            }
        }
    }

    /// <summary>Starts every worker, or the spares where each serves one call; the task completes when all have said hello.</summary>
    public Task WarmUpAsync()
    {
        var dispatch = new DispatchList();
        Task warm;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closing, typeof(ProcessPool));
            _warm ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            warm = _warm.Task;
            _warming = true;
            SignalIfWarm();
            StartWorkers(ref dispatch);
        }

        Pass();
        dispatch.Run();
        return warm;
    }

    /// <summary>A consistent look at the pool.</summary>
    public ProcessPoolSnapshot GetSnapshot()
    {
        lock (_gate)
        {
            WorkerSnapshot[] workers =
            [
                .. _workers.Where(worker => worker is { IsReady: true, IsRetiring: false })
                    .Select(worker => new WorkerSnapshot(worker!.Index, worker.ProcessId, worker.Current is not null, worker.Current?.Info.Name)),
            ];
            int queued = _waiting.Sum(submission => submission.Queue.Sum(block => block.Count - block.First))
                + _workers.Sum(worker => worker?.Ahead.Sum(call => call.End - call.Block.First) ?? 0);
            return new ProcessPoolSnapshot(
                Name, workers, _busy, queued,
                Counters.CompletedCalls, Counters.FailedCalls, Counters.CrashedWorkers, Counters.RecycledWorkers, Counters.AbandonedCalls);
        }
    }

    /// <summary>Takes no more work; lets what is queued finish, or cancels it; then ends every worker.</summary>
    public async Task ShutdownAsync(bool cancelPending)
    {
        TaskCompletionSource? warm;
        List<WorkBlock> pending = [];
        var dispatch = new DispatchList();
        lock (_gate)
        {
            _closing = true;
            _warming = false;
            (warm, _warm) = (_warm, null);
            if (cancelPending)
            {
                _dropsRest = true;
                // Out of the queue at once, so that nothing of it starts while its callers are told.
                pending.AddRange(_waiting.SelectMany(submission => submission.Queue));
                DropAll(pending, ref dispatch);
                pending.AddRange(_workers.Select(worker => worker?.Current).OfType<WorkBlock>());
                pending.AddRange(_workers.SelectMany(worker => worker?.Ahead.Select(call => call.Block) ?? []));
            }

            SignalIfDrained();
        }

        warm?.TrySetException(new ObjectDisposedException(typeof(ProcessPool).FullName, $"The pool '{Name}' was shut down while it was warmed up."));
        foreach (WorkBlock block in pending)
        {
            FailRest(block, 0, () => new OperationCanceledException($"The pool '{Name}' was shut down before the call ended."));
            Withdraw(block);
        }

        Pass();
        dispatch.Run();
        await _drained.Task.ConfigureAwait(false);
        Pass();
        QuitAll();
        while (await Task.WhenAny(_gone.Task, Task.Delay(s_quitLimit)).ConfigureAwait(false) != _gone.Task)
        {
            // Again and again: a worker may have been starting when the others were killed.
            KillAll();
        }
    }

    private void QuitAll()
    {
        lock (_gate)
        {
            _quitting = true;
            foreach (PoolWorker worker in _workers.OfType<PoolWorker>().Where(worker => worker is { IsReady: true, IsRetiring: false }))
            {
                Quit(worker);
            }

            if (!Array.Exists(_workers, worker => worker is not null))
            {
                _gone.TrySetResult();
            }
        }
    }

    private void KillAll()
    {
        PoolWorker[] stuck;
        lock (_gate)
        {
            stuck = [.. _workers.OfType<PoolWorker>()];
        }

        Array.ForEach(stuck, worker => worker.Kill());
    }

    private static void Quit(PoolWorker worker) => ThreadPool.UnsafeQueueUserWorkItem(
        static worker => worker.Send(new FrameHeader((ushort)FrameKind.Quit)), worker, preferLocal: false);

    private void SignalIfDrained()
    {
        if (_closing && _waiting.Count == 0 && _busy == 0)
        {
            _drained.TrySetResult();
        }
    }

    private void SignalIfWarm()
    {
        if (_warming && MissingForWarm <= 0)
        {
            _warming = false;
            _warm?.TrySetResult();
            _warm = null;
        }
    }
}
