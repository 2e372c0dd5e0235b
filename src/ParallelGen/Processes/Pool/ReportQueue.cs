using System.Diagnostics.CodeAnalysis;
using ParallelGen.Processes.Protocol;

namespace ParallelGen.Processes.Pool;

/// <summary>
/// The reports of one item on their way to the caller's progress handler: in order, one at a time, on the thread pool. The item's
/// outcome, if it comes while reports are left, is told behind them.
/// </summary>
/// <remarks>
/// The handler is user code: it may block, and may wait for a call of its own. If that call goes to a worker process, it may need this
/// very worker, which may wait for the handler; so from then on the worker need not wait (<see cref="LiftWindow"/>). Thread-safe.
/// </remarks>
internal sealed class ReportQueue(WorkBlock block, int item, RunningItem source) : IThreadPoolWorkItem
{
    private const int CreditStep = WireProtocol.ReportWindow / 2;

    private static readonly AsyncLocal<ReportQueue?> s_handling = new();

    private readonly Lock _gate = new();
    private readonly Queue<byte[]> _reports = new();
    private Action? _outcome;
    private ReportQueue? _next;
    private bool _running;
    private bool _unbounded;
    private int _handled;

    /// <summary>Whether reports are left, or the handler runs.</summary>
    public bool IsRunning
    {
        get
        {
            lock (_gate)
            {
                return _running;
            }
        }
    }

    /// <summary>
    /// The queue of an item that is run again: its reports are handed on behind those of the attempt before, if it made any.
    /// </summary>
    public static ReportQueue Behind(ReportQueue? earlier, WorkBlock block, int item, in RunningItem source)
    {
        var queue = new ReportQueue(block, item, source);
        if (earlier is not null)
        {
            queue._running = true;
            earlier.GoOnWith(queue);
        }

        return queue;
    }

    /// <summary>Whether it is of this attempt at its item.</summary>
    public bool IsOf(in RunningItem attempt) => source == attempt;

    /// <summary>Called by whoever starts a call in a process: if a progress handler does, its reporter need not wait for it any more.</summary>
    public static void LiftWindow() => s_handling.Value?.Lift();

    /// <summary>Queues a report. For the worker's reader thread.</summary>
    /// <exception cref="InvalidDataException">The worker sent more than it may.</exception>
    public void Add(ReadOnlySpan<byte> report)
    {
        lock (_gate)
        {
            if (_reports.Count + _handled >= WireProtocol.ReportWindow && !_unbounded)
            {
                throw new InvalidDataException($"it sent more than {WireProtocol.ReportWindow} reports of one call without waiting");
            }

            _reports.Enqueue(report.ToArray());
            if (_running)
            {
                return;
            }

            _running = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Has the outcome told behind the reports that are left. False: there are none.</summary>
    public bool TryDefer(Action outcome)
    {
        lock (_gate)
        {
            _outcome = _running ? outcome : null;
            return _running;
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        s_handling.Value = this;
        Action? outcome;
        while (TryTake(out byte[]? report, out int credit, out outcome))
        {
            if (credit > 0)
            {
                source.SendCredit(FrameKind.ReportCredit, credit);
            }

            block.HandReport(item, report, source);
        }

        s_handling.Value = null;
        outcome?.Invoke();
    }

    /// <summary>False: nothing is left, and what was deferred is to be told now, for another thread may get the next report.</summary>
    private bool TryTake([NotNullWhen(true)] out byte[]? report, out int credit, out Action? outcome)
    {
        lock (_gate)
        {
            (credit, outcome) = (0, null);
            _running = _reports.TryDequeue(out report);
            if (_running && ++_handled == CreditStep)
            {
                (_handled, credit) = (0, _unbounded ? 0 : CreditStep);
            }

            if (!_running)
            {
                outcome = _outcome;
            }

            return _running;
        }
    }

    /// <summary>When nothing is left here, the next one begins.</summary>
    private void GoOnWith(ReportQueue next)
    {
        bool lifts;
        lock (_gate)
        {
            (_next, lifts) = (next, _unbounded);
            if (_running)
            {
                _outcome = ((IThreadPoolWorkItem)next).Execute;
            }
            else
            {
                next._running = false;
            }
        }

        if (lifts)
        {
            next.Lift();
        }
    }

    private void Lift()
    {
        ReportQueue? next;
        bool wasBounded;
        lock (_gate)
        {
            (wasBounded, _unbounded, next) = (!_unbounded, true, _next);
        }

        if (wasBounded)
        {
            source.SendCredit(FrameKind.ReportCredit, 0);
        }

        // A handler that is still at the report of an attempt may wait for a call that needs the worker of the next.
        next?.Lift();
    }
}
