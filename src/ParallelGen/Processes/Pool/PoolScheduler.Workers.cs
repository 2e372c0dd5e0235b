using System.Reflection;
using ParallelGen.Processes.Launching;

namespace ParallelGen.Processes.Pool;

/// <summary>How workers come and go.</summary>
internal sealed partial class PoolScheduler
{
    /// <summary>After a start that failed while other workers serve, how long no further start is tried.</summary>
    private const int StartPauseMilliseconds = 1000;

    private int _pauses;
    private bool _warming;

    /// <summary>The start timeout has passed. A worker that has said hello by now is not meant.</summary>
    public void OnStartTimeout(PoolWorker worker)
    {
        lock (_gate)
        {
            if (worker.IsReady)
            {
                return;
            }

            worker.WasKilled = true;
        }

        worker.Kill();
    }

    /// <summary>No process came of it. If nobody else can serve, whoever waits gets the reason; else the others go on.</summary>
    public void OnStartFailed(PoolWorker worker, WorkerStartException reason)
    {
        var stranded = new List<WorkBlock>();
        var dispatch = new DispatchList();
        TaskCompletionSource? warm;
        lock (_gate)
        {
            Forget(worker);
            (_warming, _wantsSpares) = (false, false);
            (warm, _warm) = (_warm, null);
            if (!Array.Exists(_workers, other => other is not null))
            {
                _startBreaker ??= new CircuitBreaker(Time);
                _startBreaker.Fail(() => new WorkerStartException(reason.Message, reason.InnerException), isDecisive: false);
                stranded.AddRange(_waiting.SelectMany(submission => submission.Queue));
                DropAll(stranded, ref dispatch);
            }
            else
            {
                PauseStarts();
            }

            SignalIfDrained();
        }

        warm?.TrySetException(new WorkerStartException(reason.Message, reason.InnerException));
        foreach (WorkBlock block in stranded)
        {
            FailRest(block, block.First, () => new WorkerStartException(reason.Message, reason.InnerException));
        }

        Pass();
        dispatch.Run();
    }

    /// <summary>Others serve: starting goes on after a pause. Under the lock.</summary>
    private void PauseStarts()
    {
        _pauses++;
        _ = StartLaterAsync();
    }

    /// <summary>Work may wait for a worker that others, busy for long, keep nobody from starting: the pause itself ends in a new try.</summary>
    private async Task StartLaterAsync()
    {
        await Task.Delay(StartPauseMilliseconds).ConfigureAwait(false);
        Resume();
    }

    private void Resume()
    {
        var dispatch = new DispatchList();
        lock (_gate)
        {
            _pauses--;
            Match(ref dispatch);
        }

        Pass();
        dispatch.Run();
    }

    /// <summary>The worker's channel has ended, and its process is about to: it gets no more work.</summary>
    public void OnChannelEnded(PoolWorker worker)
    {
        lock (_gate)
        {
            worker.HasEnded = true;
            RemoveIdle(worker);
        }
    }

    private void Forget(PoolWorker worker)
    {
        _workers[worker.Index] = null;
        RemoveIdle(worker);
        if (_quitting && !Array.Exists(_workers, other => other is not null))
        {
            _gone.TrySetResult();
        }
    }

    private void RemoveIdle(PoolWorker worker)
    {
        if (_idle.Contains(worker))
        {
            PoolWorker[] others = [.. _idle.Where(other => other != worker).Reverse()];
            _idle.Clear();
            Array.ForEach(others, _idle.Push);
        }
    }

    /// <summary>Starts the workers that are missing, not more at once than there are processors, for starting is work.</summary>
    private void StartWorkers(ref DispatchList dispatch)
    {
        int missing = Missing;
        if (missing <= 0 || _quitting || (_pauses > 0 && Array.Exists(_workers, worker => worker is { IsReady: true })))
        {
            return;
        }

        // The launcher asks which assembly a worker is for; a pool that warms up is for the application.
        Assembly assembly = _waiting.First?.Value.Queue.First?.Value.Info.Assembly
            ?? _lastAssembly ?? Assembly.GetEntryAssembly() ?? typeof(PoolScheduler).Assembly;
        int count = Math.Min(missing, Environment.ProcessorCount) - _workers.Count(worker => worker is { IsReady: false });
        for (int index = 0; index < _workers.Length && count > 0; index++)
        {
            if (_workers[index] is null)
            {
                _workers[index] = new PoolWorker(this, index);
                dispatch.AddStart(_workers[index]!, assembly);
                count--;
            }
        }
    }
}
