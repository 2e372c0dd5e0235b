using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace ParallelGen.Execution;

/// <summary>
/// One run of a batch, as far as it does not depend on the inputs: counts, the window, and the one decision how it ended.
/// README.md in this folder shows states and who wakes whom.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "Without a timer or wait handle the source has nothing to release, and it may be cancelled late.")]
internal abstract class BatchRun<TResult> : IItemSink<TResult>, IThreadPoolWorkItem
{
    private readonly OutcomeConsumer<TResult> _consumer;
    private readonly ErrorPolicy _errors;
    private readonly CancellationToken[] _tokens;
    private readonly CancellationTokenRegistration[] _registrations;
    private readonly ProgressReporter? _progress;
    private readonly AsyncSignal _pumpSignal = new();
    private readonly CancellationTokenSource _sourceCancel = new();
    private readonly long _started = Stopwatch.GetTimestamp();

    // Everything below is guarded by Gate (_end may be read without it: it changes from null once).
    private volatile RunEnd? _end;
    private PumpPhase _phase = PumpPhase.InUserCode;
    private RunLimits _limits;
    private long? _expected;
    private long _pulled;
    private long _completed;
    private long _failed;
    private long _released;
    private bool _sourceEnded;
    private bool _waitingForRoom;
    private bool _finished;

    protected BatchRun(OutcomeConsumer<TResult> consumer, BatchOptions options, CancellationToken cancel)
    {
        _consumer = consumer;
        _errors = options.Errors;
        _tokens = [.. options.Tokens, cancel];
        _registrations = new CancellationTokenRegistration[_tokens.Length];
        _progress = options.Progress is { } handler ? new ProgressReporter(handler, ReadProgress, Fault) : null;
    }

    /// <summary>Guards the state of the run and of its consumer. Never held while user code or the lane runs.</summary>
    public Lock Gate { get; } = new();

    /// <summary>How the run ended; null while it goes on.</summary>
    public RunEnd? End => _end;

    /// <summary>The run's numbers, once <see cref="Configure"/> has set them.</summary>
    protected RunLimits Limits => _limits;

    /// <summary>Cancelled when the run ends early, so that an asynchronous source can give up a move.</summary>
    protected CancellationToken SourceToken => _sourceCancel.Token;

    /// <summary>Starts the run. Nothing of the source or the lane runs on the caller's thread.</summary>
    public void Start()
    {
        for (int i = 0; i < _tokens.Length; i++)
        {
            _registrations[i] = _tokens[i].UnsafeRegister(
                static (run, token) => ((BatchRun<TResult>)run!).TryEnd(new RunEnd(EndReason.Cancelled, Token: token)), this);
        }

        if (_end is not null)
        {
            Finish();
            return;
        }

        _progress?.Start();
        _ = Task.Run(PumpAsync);
    }

    /// <inheritdoc/>
    public void Complete(long index, in Outcome<TResult> outcome)
    {
        lock (Gate)
        {
            if (_end is not null)
            {
                return;
            }

            _completed++;
            if (_consumer.Record(index, outcome))
            {
                Release();
            }

            if (!outcome.Succeeded)
            {
                _failed++;
                if (_errors == ErrorPolicy.FailFast)
                {
                    TryEnd(new RunEnd(EndReason.Failed, outcome.Error, index));
                }
            }

            if (_sourceEnded && _completed == _pulled)
            {
                _pumpSignal.Set();
            }
        }

        _progress?.Changed();
    }

    /// <summary>Frees one place in the window. The caller holds the gate.</summary>
    public void Release()
    {
        _released++;
        if (_waitingForRoom && _pulled - _released <= _limits.LowWater)
        {
            _waitingForRoom = false;
            _pumpSignal.Set();
        }
    }

    /// <summary>Decides how the run ended, unless that is decided; what follows from it is done on the thread pool.</summary>
    public void TryEnd(RunEnd end)
    {
        lock (Gate)
        {
            if (_end is null)
            {
                _end = end;
                _pumpSignal.Set();
                if (end.Reason != EndReason.Finished)
                {
                    ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                }
            }
            else if (end.Reason == EndReason.Faulted && _end is { Reason: EndReason.Left, Error: null } && !_finished)
            {
                // Nobody else would tell the consumer what its source threw while it was being left.
                _end = _end with { Error = end.Error };
            }
        }
    }

    /// <summary>Ends the run because the source, the lane or the progress handler threw.</summary>
    protected void Fault(Exception error)
    {
        // In a run that has ended this is the source's answer to SourceToken, and not an error.
        if (_end is null || error is not OperationCanceledException)
        {
            TryEnd(new RunEnd(EndReason.Faulted, error));
        }
    }

    /// <summary>Acts on an early end.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        bool stop;
        bool finish;
        lock (Gate)
        {
            stop = _phase != PumpPhase.Submitting;
            finish = _phase == PumpPhase.InUserCode && _end!.Reason == EndReason.Cancelled;
        }

        ActOnEnd(stop, finish);
        try
        {
            _sourceCancel.Cancel();
        }
        catch (AggregateException e)
        {
            // A callback that the source registered: counts like any other exception of the source.
            Fault(e);
        }
    }

    /// <summary>Stops what this run has in the lane. Any thread, repeatedly; never while a block is being submitted.</summary>
    protected abstract void StopLane();

    /// <summary>Pulls and submits until the source or the run ends; disposes the source.</summary>
    protected abstract Task PullAllAsync();

    /// <summary>Sets the run's numbers, before anything is pulled.</summary>
    protected void Configure(in RunLimits limits, long? expected)
    {
        lock (Gate)
        {
            _limits = limits;
            _expected = expected;
            if (expected is { } count)
            {
                _consumer.Expect(count);
            }
        }
    }

    /// <summary>Waits until a block may be pulled, and then counts as being in the source.</summary>
    /// <returns>False if the run has ended.</returns>
    protected async ValueTask<bool> WaitForRoomAsync()
    {
        while (true)
        {
            lock (Gate)
            {
                _phase = PumpPhase.Engine;
                if (_end is not null)
                {
                    return false;
                }

                if (_limits.Window - (_pulled - _released) >= _limits.ChunkSize)
                {
                    _phase = PumpPhase.InUserCode;
                    return true;
                }

                _waitingForRoom = true;
            }

            await _pumpSignal.WaitAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Counts items as pulled and lets the pump submit them.</summary>
    /// <returns>False if the run has ended, so that they must not be submitted.</returns>
    protected bool BeginSubmit(int items, out long firstIndex)
    {
        lock (Gate)
        {
            firstIndex = _pulled;
            _consumer.Reserve(_pulled + items);
            _pulled += items;
            if (_end is not null)
            {
                return false;
            }

            _phase = PumpPhase.Submitting;
            return true;
        }
    }

    /// <summary>The lane has the block. If the run ended meanwhile, does what was left to the pump.</summary>
    /// <param name="moving">Whether a move of the source is under way, so that the pump will not be back soon.</param>
    protected void EndSubmit(bool moving)
    {
        RunEnd? end;
        lock (Gate)
        {
            _phase = moving ? PumpPhase.InUserCode : PumpPhase.Engine;
            end = _end;
        }

        if (end is not null)
        {
            ActOnEnd(stop: true, finish: moving && end.Reason == EndReason.Cancelled);
        }
    }

    /// <summary>The pump is back in the engine's own code.</summary>
    protected void EnterEngine()
    {
        lock (Gate)
        {
            _phase = PumpPhase.Engine;
        }
    }

    private async Task PumpAsync()
    {
        try
        {
            await PullAllAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Fault(e);
        }

        await SettleAsync().ConfigureAwait(false);
        if (_progress is not null)
        {
            await _progress.FinishAsync(last: _end is null or { Reason: EndReason.Failed }).ConfigureAwait(false);
        }

        TryEnd(new RunEnd(EndReason.Finished));
        if (_end!.Reason != EndReason.Finished)
        {
            StopLane();
        }

        Finish();
    }

    /// <summary>Waits until every pulled item has its outcome, or the run has ended.</summary>
    private async ValueTask SettleAsync()
    {
        while (true)
        {
            lock (Gate)
            {
                _sourceEnded = true;
                if (_end is not null || _completed == _pulled)
                {
                    // What follows is the last progress report.
                    _phase = PumpPhase.InUserCode;
                    return;
                }

                _phase = PumpPhase.Engine;
            }

            await _pumpSignal.WaitAsync().ConfigureAwait(false);
        }
    }

    private void ActOnEnd(bool stop, bool finish)
    {
        if (stop)
        {
            StopLane();
        }

        if (finish)
        {
            Finish();
        }
    }

    private void Finish()
    {
        foreach (CancellationTokenRegistration registration in _registrations)
        {
            registration.Unregister();
        }

        lock (Gate)
        {
            if (_finished)
            {
                return;
            }

            _finished = true;
        }

        _progress?.Stop();
        _consumer.Finish(_end!, _pulled);
    }

    private BatchProgress ReadProgress()
    {
        lock (Gate)
        {
            long? total = _sourceEnded ? _pulled : _expected >= _pulled ? _expected : null;
            return ProgressReporter.Describe(_completed, _failed, total, Stopwatch.GetElapsedTime(_started));
        }
    }
}
