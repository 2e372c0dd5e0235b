using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ParallelGen.Loops;

namespace ParallelGen.Execution;

/// <summary>
/// One run of a batch, as far as it does not depend on the inputs: counts, the window, and the one decision how it ended.
/// README.md in this folder shows states and who wakes whom. This part is what the lane, the consumer and the tokens call; the
/// other is what the pump does.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "Without a timer or wait handle the source has nothing to release, and it may be cancelled late.")]
internal abstract partial class BatchRun<TResult> : IItemSink<TResult>, IStoppable, IThreadPoolWorkItem
{
    private readonly OutcomeConsumer<TResult> _consumer;
    private readonly ErrorPolicy _errors;
    private readonly CallerTokens _tokens;
    private readonly ProgressReporter? _progress;
    private readonly AsyncSignal _pumpSignal = new();
    private readonly CancellationTokenSource _sourceCancel = new();
    private readonly long _started = Stopwatch.GetTimestamp();

    // Everything below is guarded by Gate (_end may be read without it: it changes from null once).
    private volatile RunEnd? _end;
    private PumpPhase _phase = PumpPhase.InUserCode;
    private RunCounts _counts;
    private bool _waitingForRoom;
    private bool _goesOnInline;
    private bool _finished;

    protected BatchRun(OutcomeConsumer<TResult> consumer, BatchOptions options, CancellationToken cancel)
    {
        _consumer = consumer;
        _errors = options.Errors;
        _tokens = new CallerTokens(options, cancel);
        _progress = options.Progress is { } handler ? new ProgressReporter(handler, ReadProgress, Fault) : null;
    }

    /// <summary>Guards the state of the run and of its consumer. Never held while user code or the lane runs.</summary>
    public Lock Gate { get; } = new();

    /// <summary>How the run ended; null while it goes on.</summary>
    public RunEnd? End => _end;

    /// <inheritdoc/>
    public bool HasEnded => _end is not null;

    /// <summary>The run's numbers, once <see cref="Configure"/> has set them.</summary>
    protected RunLimits Limits => _counts.Limits;

    /// <summary>Whether successes can be recorded without the gate; the run counts them whenever it likes.</summary>
    protected bool RecordsFreely => _progress is null && _consumer.RecordsFreely;

    /// <summary>Cancelled when the run ends early, so that an asynchronous source can give up a move.</summary>
    protected CancellationToken SourceToken => _sourceCancel.Token;

    /// <summary>The state of the task that answers, if the calls run on an event loop. Asked on the caller's thread.</summary>
    public virtual LoopTask? CreateLoopTask() => null;

    /// <summary>Starts the run. Unless it is inline, nothing of the source or the lane runs on the caller's thread.</summary>
    public void Start()
    {
        OnStarted();
        _tokens.Register(
            static (run, token) => ((BatchRun<TResult>)run!).TryEnd(new RunEnd(EndReason.Cancelled, Token: token)), this);
        if (_end is not null)
        {
            Finish();
            return;
        }

        _progress?.Start();
        _ = RunsInline ? PumpAsync() : Task.Run(PumpAsync);
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

            _counts.Completed++;
            if (_consumer.Record(index, outcome))
            {
                Release(1);
            }

            if (!outcome.Succeeded)
            {
                _counts.Failed++;
                if (_errors == ErrorPolicy.FailFast)
                {
                    TryEnd(new RunEnd(EndReason.Failed, outcome.Error, index));
                }
            }

            if (_counts.AllEnded)
            {
                _pumpSignal.Set();
            }
        }

        _progress?.Changed();
    }

    /// <inheritdoc/>
    bool IItemSink<TResult>.RecordsFreely => RecordsFreely;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void IItemSink<TResult>.RecordFreely(long index, in Outcome<TResult> outcome) => RecordFreely(index, outcome);

    /// <inheritdoc/>
    Span<TResult> IItemSink<TResult>.FreePlaces(long index, int count) => _consumer.FreePlaces(index, count);

    /// <inheritdoc/>
    void IItemSink<TResult>.CountFreely(int items) => CountFreed(items);

    /// <summary>Frees the place in the window of an item that the consumer has taken. The caller holds the gate.</summary>
    public void ReleaseTaken()
    {
        if (RunsInline && _waitingForRoom)
        {
            // The consumer will be back, and the pump goes on there: see GoOnInline.
            _counts.Released++;
            _goesOnInline = true;
        }
        else
        {
            Release(1);
        }
    }

    /// <summary>The consumer wants the next item: if the run is inline and there is room again, the pump works on this thread.</summary>
    public void GoOnInline()
    {
        lock (Gate)
        {
            if (!_goesOnInline)
            {
                return;
            }

            (_goesOnInline, _waitingForRoom) = (false, false);
        }

        _pumpSignal.SetInline();
    }

    /// <summary>Frees places in the window. The caller holds the gate.</summary>
    private void Release(long places)
    {
        _counts.Released += places;
        if (_waitingForRoom && _counts.AtLowWater)
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
        _tokens.Unregister();
        lock (Gate)
        {
            if (_finished)
            {
                return;
            }

            _finished = true;
        }

        _progress?.Stop();
        _consumer.Finish(_end!, _counts.Pulled);
        OnFinished();
    }

    private BatchProgress ReadProgress()
    {
        lock (Gate)
        {
            return _counts.Describe(Stopwatch.GetElapsedTime(_started));
        }
    }
}
