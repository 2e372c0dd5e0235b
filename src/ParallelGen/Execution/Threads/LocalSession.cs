using System.Diagnostics.CodeAnalysis;

namespace ParallelGen.Execution.Threads;

/// <summary>
/// A session whose blocks run in this process: a queue, and workers that are started on demand, at most as many as blocks may
/// run at the same time. What a worker is, a subclass says.
/// </summary>
/// <remarks>
/// A worker is held by its block until the methods have returned, whatever the sink has been told. Every call begins with the
/// execution context of whoever opened the session.
/// </remarks>
[SuppressMessage("Reliability", "CA1001", Justification = "Without a timer or wait handle the source has nothing to release, and it may be cancelled late.")]
internal abstract class LocalSession<TInput>(int maxConcurrency) : LaneSession<TInput>
{
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private readonly CancellationTokenSource _stop = new();

    // Guards what follows. Nothing of others runs under it.
    private readonly object _gate = new();
    private readonly Queue<Block<TInput>> _queue = [];
    private int _workers;
    private int _idle;
    private bool _closed;
    private bool _stopped;

    /// <summary>
    /// The context that calls begin with. Asked by a worker before its first call: where the opener let none flow, it is that of a worker,
    /// which is started without any.
    /// </summary>
    protected ExecutionContext Context => _context ?? ExecutionContext.Capture()!;

    /// <summary>Cancelled by <see cref="Stop"/>; calls without a limit of their own get it as it is.</summary>
    protected CancellationToken StopToken => _stop.Token;

    /// <summary>Whether calls that have not begun are dropped.</summary>
    public bool IsStopped => _stop.IsCancellationRequested;

    /// <inheritdoc/>
    public sealed override void Submit(in Block<TInput> block)
    {
        bool start = false;
        bool dropped;
        lock (_gate)
        {
            dropped = _stopped;
            if (!dropped)
            {
                // An idle worker stays idle until it has its block, so each queued block needs one.
                _queue.Enqueue(block);
                start = _idle < _queue.Count && _workers < maxConcurrency;
                _workers += start ? 1 : 0;
                Monitor.Pulse(_gate);
            }
        }

        if (dropped)
        {
            block.End?.Ended();
        }
        else if (start)
        {
            StartWorkerOrForget();
        }
    }

    /// <inheritdoc/>
    public sealed override void Stop()
    {
        Block<TInput>[] dropped;
        lock (_gate)
        {
            _stopped = true;
            dropped = [.. _queue];
            _queue.Clear();
            Monitor.PulseAll(_gate);
        }

        // Callbacks are the methods' code: they run elsewhere, and what they throw is an unobserved task's exception.
        _ = _stop.CancelAsync();
        foreach (Block<TInput> block in dropped)
        {
            block.End?.Ended();
        }
    }

    /// <inheritdoc/>
    public sealed override void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Starts a worker, which takes blocks until it is told that there are none.</summary>
    protected abstract void StartWorker();

    /// <summary>Takes the next block; waits for one if asked to. False: the worker ends, and counts no more.</summary>
    /// <param name="patience">How long a worker without a block is kept.</param>
    /// <param name="block">The block.</param>
    public bool TryTake(TimeSpan patience, out Block<TInput> block)
    {
        lock (_gate)
        {
            bool waited = patience == TimeSpan.Zero;
            while (!_queue.TryDequeue(out block))
            {
                if (waited || _closed || _stopped)
                {
                    _workers--;
                    return false;
                }

                _idle++;
                waited = !Monitor.Wait(_gate, patience);
                _idle--;
            }

            return true;
        }
    }

    /// <summary>If no worker can be started, those that run take the block; if there are none, it was never submitted.</summary>
    private void StartWorkerOrForget()
    {
        try
        {
            StartWorker();
        }
        catch
        {
            lock (_gate)
            {
                if (--_workers == 0 && _queue.TryDequeue(out _))
                {
                    throw;
                }
            }
        }
    }
}
