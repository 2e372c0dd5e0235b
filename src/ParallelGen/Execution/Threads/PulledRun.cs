using System.Diagnostics.CodeAnalysis;
using ParallelGen.CompilerServices;

namespace ParallelGen.Execution.Threads;

/// <summary>
/// A run whose workers, on the thread pool, pull their items themselves: no item is handed from one thread to another. The pump only
/// starts the first worker, wakes one when the window has room again, and disposes the source. For items without a time limit: an item
/// that has been told still holds its worker then, and workers alone see the end of the source.
/// </summary>
/// <remarks>README.md in this folder shows the states and why no wake-up is lost.</remarks>
[SuppressMessage("Reliability", "CA1001", Justification = "Without a timer or wait handle the source has nothing to release, and it may be cancelled late.")]
internal sealed partial class PulledRun<TCall, TInput, TResult>(
    BatchInputs<TInput> inputs,
    Lane<TInput, TResult> lane,
    BatchOptions options,
    OutcomeConsumer<TResult> consumer,
    CancellationToken cancel) : BatchRun<TResult>(consumer, options, cancel)
    where TCall : struct, ICall<TInput, TResult>
{
    /// <summary>How often a worker spins for a source that is taken, before it takes it for one that blocks and leaves its pool thread.</summary>
    private const int Tries = 20;

    private readonly BatchOptions _options = options;
    private readonly CancellationTokenSource _stop = new();
    private IAsyncEnumerator<TInput> _source = null!;
    private ExecutionContext? _context;
    private int _mostWorkers;
    private bool _free;

    // The source belongs to one worker at a time, or when it is over to the pump.
    private int _owned;
    private long _pulled;
    private volatile bool _sourceOver;

    // Workers that are queued, at work or awaiting; whether one of them has been started and has not come to the source yet.
    private int _workers;
    private int _starting;
    private Worker? _spare;

    /// <inheritdoc/>
    protected override void StopLane()
    {
        // Callbacks are the methods' code: they run elsewhere, and what they throw is an unobserved task's exception.
        _ = _stop.CancelAsync();
    }

    /// <inheritdoc/>
    protected override async Task PullAllAsync()
    {
        if (End is not null)
        {
            return;
        }

        _context = ExecutionContext.Capture();
        RunLimits limits = RunLimits.Resolve(_options, lane.Info, lane.DefaultConcurrency, lane.MaxConcurrency);
        Configure(limits, inputs.CountIfKnown);
        (_mostWorkers, _free) = (Math.Min(limits.Degree, limits.Window), RecordsFreely);
        _source = inputs.Enumerate(SourceToken);
        await using (_source.ConfigureAwait(false))
        {
            while (!_sourceOver && !(End is not null && TryOwn()))
            {
                if (End is null)
                {
                    TryStartWorker();
                }

                await PumpWokenAsync().ConfigureAwait(false);
            }

            _sourceOver = true;
            if (_free)
            {
                SetPulled(_pulled);
            }
        }
    }

    /// <summary>Counts an item that was pulled. The source is owned.</summary>
    /// <returns>Its index.</returns>
    private long CountPulled()
    {
        if (!_free)
        {
            return CountPulledItem();
        }

        long index = _pulled++;
        ReserveFreely(_pulled);
        return index;
    }

    private bool TryOwn() => Volatile.Read(ref _owned) == 0 && Interlocked.CompareExchange(ref _owned, 1, 0) == 0;

    /// <summary>Lets the next worker pull; or the pump, if it waits for the source of a run that has ended.</summary>
    private void Disown()
    {
        Interlocked.Exchange(ref _owned, 0);
        if (End is not null)
        {
            WakePump();
        }
    }

    /// <summary>The source has no more, or threw. It stays owned, so that nobody touches it but the pump, which disposes it.</summary>
    private void LeaveSource()
    {
        _sourceOver = true;
        WakePump();
    }

    /// <summary>Starts a worker if there may be more, and if none is on its way.</summary>
    private void TryStartWorker()
    {
        if (_workers < _mostWorkers && _starting == 0 && Interlocked.CompareExchange(ref _starting, 1, 0) == 0)
        {
            if (TryCountWorker())
            {
                (Interlocked.Exchange(ref _spare, null) ?? new Worker(this)).Start();
            }
            else
            {
                Volatile.Write(ref _starting, 0);
            }
        }
    }

    private bool TryCountWorker()
    {
        int workers = Volatile.Read(ref _workers);
        while (workers < _mostWorkers)
        {
            int seen = Interlocked.CompareExchange(ref _workers, workers + 1, workers);
            if (seen == workers)
            {
                return true;
            }

            workers = seen;
        }

        return false;
    }
}
