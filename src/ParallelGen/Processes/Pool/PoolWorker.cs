using System.Diagnostics;
using System.Reflection;
using ParallelGen.Channels;
using ParallelGen.Processes.Launching;
using ParallelGen.Processes.Protocol;
using ParallelGen.Wire;

namespace ParallelGen.Processes.Pool;

/// <summary>One generation of one worker: its process, its reader thread, and what it is doing.</summary>
/// <remarks>
/// A replacement is a new object, so (worker object, call number) names a call for ever: a late frame, timer or cancellation of a
/// dead generation cannot hit a newer one. Fields marked so are guarded by the scheduler's lock; frames are handled by the reader
/// thread alone.
/// </remarks>
internal sealed partial class PoolWorker
{
    private readonly PoolScheduler _scheduler;
    private readonly Dictionary<Assembly, int> _announced = [];
    private volatile Assembly[] _numbered = [];
    private readonly Lock _sending = new();
    private readonly WireBuffer _head = new();
    private readonly Dictionary<long, CallToSend> _unsent = [];
    private long _nextToSend = 1;
    private IWorkerProcess? _process;
    private WorkerFrames? _frames;

    public PoolWorker(PoolScheduler scheduler, int index)
    {
        (_scheduler, Index) = (scheduler, index);
        Clock = new WorkerClock(scheduler, this);
    }

    /// <summary>The worker's number in its pool.</summary>
    public int Index { get; }

    /// <summary>How many bytes may be sent on the caller's thread: they fit in beside the small frames, so that sending cannot block on a stopped worker.</summary>
    public int InlineSend => _process!.Channel.IsShared ? 128 * 1024 : 32 * 1024;

    public int ProcessId => _process?.ProcessId ?? 0;

    /// <summary>The block it has. Guarded by the scheduler's lock.</summary>
    public WorkBlock? Current { get; set; }

    /// <summary>The number of the current or last call. Guarded by the scheduler's lock.</summary>
    public long Call { get; set; }

    /// <summary>The number of the last call that it was sent. Guarded by the scheduler's lock.</summary>
    public long LastCall { get; set; }

    /// <summary>What it runs next, in order. Guarded by the scheduler's lock.</summary>
    public LinkedList<CallAhead> Ahead { get; } = new();

    /// <summary>How many bytes these have. Guarded by the scheduler's lock.</summary>
    public long AheadBytes { get; set; }

    /// <summary>
    /// Whether it may be sent a call while it runs one: not if it will not get to it, or not soon, and not while the one is still on its way and
    /// large, for who sends must not wait. Guarded by the scheduler's lock.
    /// </summary>
    public bool TakesAhead => Current is { } block && !IsStopping && !WasKilled && !HasEnded && !IsOverMemory && _process!.Channel.IsShared
        && (RunningItem >= 0 || block.BytesFor(this) <= InlineSend);

    /// <summary>Whether what it runs will most likely have ended soon. Guarded by the scheduler's lock.</summary>
    public bool IsSoonDone(TimeSpan soon) => Current!.Info.RecentCall < soon && Stopwatch.GetElapsedTime(BusySince) < soon;

    /// <summary>The item that runs; -1 between dispatch and begin. Guarded by the scheduler's lock.</summary>
    public int RunningItem { get; set; } = -1;

    /// <summary>The item that the next mark must be about. Guarded by the scheduler's lock.</summary>
    public int NextItem { get; set; }

    /// <summary>The end of the items that were sent: past its last, and past the block's last unless it may not take that many. Guarded by the scheduler's lock.</summary>
    public int EndItem { get; set; }

    /// <summary>Whether its call had waited behind another, so that nobody here knows when it began. Guarded by the scheduler's lock.</summary>
    public bool WasPromoted { get; set; }

    /// <summary>Whether its channel has ended, so that it takes no more calls. Guarded by the scheduler's lock.</summary>
    public bool HasEnded { get; set; }

    /// <summary>How many items it was given so far. Guarded by the scheduler's lock.</summary>
    public long Taken { get; set; }

    /// <summary>Whether it has said hello. Guarded by the scheduler's lock.</summary>
    public bool IsReady { get; set; }

    /// <summary>The assembly that it loads and initializes, while it does. Guarded by the scheduler's lock.</summary>
    public Assembly? Preparing { get; set; }

    /// <summary>The number of that assembly there. Guarded by the scheduler's lock.</summary>
    public int PreparingNumber { get; set; }

    /// <summary>Whether that took too long, so that it is killed. Guarded by the scheduler's lock.</summary>
    public bool IsTooLate { get; set; }

    /// <summary>The assemblies whose calls it can run. Guarded by the scheduler's lock.</summary>
    public HashSet<Assembly> Prepared { get; } = [];

    /// <summary>Whether it was told to drop the call that it has. Guarded by the scheduler's lock.</summary>
    public bool IsStopping { get; set; }

    /// <summary>Whether it was told to end its call after the item that runs. Guarded by the scheduler's lock.</summary>
    public bool IsRecalled { get; set; }

    /// <summary>When it was given the call that it has. Guarded by the scheduler's lock.</summary>
    public long BusySince { get; set; }

    /// <summary>How long the items of its call took there, once it has said so. Guarded by the scheduler's lock.</summary>
    public TimeSpan? Took { get; set; }

    /// <summary>Whether it is killed on purpose: it did not start or stop in time, and gets no more work. Guarded by the scheduler's lock.</summary>
    public bool WasKilled { get; set; }

    /// <summary>Whether it was told to quit, and gets no more work, though the pool goes on. Guarded by the scheduler's lock.</summary>
    public bool IsRetiring { get; set; }

    /// <summary>Whether it had more memory than it may when that was last asked. For its reader thread alone.</summary>
    public bool IsOverMemory { get; set; }

    /// <summary>Whether what it shared with this process cannot be trusted, so that its marks may be missing. Set before it is reported gone.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>Since when it is idle, in ticks of <see cref="Environment.TickCount64"/>. Guarded by the scheduler's lock.</summary>
    public long IdleSince { get; set; }

    /// <summary>The deadline that is set on it, if any.</summary>
    public WorkerClock Clock { get; }

    /// <summary>Starts the process and its reader thread, which keeps nothing of the caller's execution context. Never throws.</summary>
    public void Start(Assembly assembly)
    {
        try
        {
            new Thread(() => Live(assembly)) { IsBackground = true, Name = $"ParallelGen worker {Index}" }.UnsafeStart();
        }
        catch (Exception e)
        {
            // No thread is to be had. Whoever comes by to start a worker must not suffer from it, only who waits for that worker.
            FailStart(e);
        }
    }

    /// <summary>Ends the process at once; the reader thread sees it and tells the scheduler.</summary>
    public void Kill()
    {
        _scheduler.Pass();
        _process?.Kill();
    }

    /// <summary>A spare loads the assembly of the last call while it waits: its own will most likely be of the same.</summary>
    private void Prepare()
    {
        try
        {
            if (_scheduler.AssemblyForSpare(this) is { } assembly)
            {
                lock (_sending)
                {
                    Announce(assembly);
                }
            }
        }
        catch (IOException)
        {
            // The worker died: the reader thread, which this is, finds out next.
        }
    }

    /// <summary>The reader thread: start, handshake, frames, end.</summary>
    private void Live(Assembly assembly)
    {
        try
        {
            _process = _scheduler.Launcher.Start(assembly, _scheduler.Options);
        }
        catch (Exception e)
        {
            FailStart(e);
            return;
        }

        _frames = new WorkerFrames(_scheduler, this, _process);
        using (_process)
        {
            string? trouble = null;
            try
            {
                if (TryGreet(ref trouble))
                {
                    _process.NoteReady();
                    _scheduler.Pass();
                    if (_scheduler.OnReady(this))
                    {
                        Prepare();
                        ReadFrames();
                    }
                }
            }
            catch (Exception e)
            {
                // Whatever went wrong in this conversation, those who wait for the worker's calls must be told.
                trouble = e is InvalidDataException ? e.Message : e.ToString();
            }

            End(trouble);
        }
    }

    private void FailStart(Exception e) => _scheduler.OnStartFailed(this, e as WorkerStartException
        ?? new WorkerStartException($"A worker process of pool '{_scheduler.Name}' could not be started: {e.Message} Check that the limits on processes, memory and open files leave room.", e));

    private void End(string? trouble)
    {
        _scheduler.Pass();
        _scheduler.OnChannelEnded(this);
        if (trouble is not null)
        {
            _process!.Kill();
        }

        Clock.Dispose();
        WorkerExit exit = _process!.WaitForExit();
        if (IsReady)
        {
            trouble ??= ReadLastWords();
            // In a pipe the kernel keeps what was written; in shared memory the worker can destroy what it has published.
            IsDamaged = trouble is not null && _process.Channel is RingChannel;
            _scheduler.Pass();
            _scheduler.OnGone(this, exit, trouble);
        }
        else
        {
            _scheduler.OnStartFailed(this, StartFailure(exit, trouble));
        }
    }

    private bool TryGreet(ref string? trouble)
    {
        using var limit = new Timer(
            static state => ((PoolWorker)state!).OnStartTimeout(), this, _scheduler.Options.StartTimeoutMilliseconds, Timeout.Infinite);
        return Handshake.TryGreet(_process!, new Welcome(_scheduler.Name, Index, WorkerLauncher.EntryAssemblyName), ref trouble);
    }

    private void OnStartTimeout() => _scheduler.OnStartTimeout(this);

    private WorkerStartException StartFailure(WorkerExit exit, string? trouble)
    {
        string what = trouble
            ?? (WasKilled ? $"it did not say hello within {_scheduler.Options.StartTimeoutMilliseconds} ms and was killed" : $"it {exit.Describe()} before it was ready");
        string said = exit.StandardErrorTail.Length > 0 ? $" Its standard error: {exit.StandardErrorTail.Trim()}" : " Its standard error is empty.";
        return new WorkerStartException($"The worker process {ProcessId} of pool '{_scheduler.Name}' could not be used: {what.TrimEnd('.')}.{said}");
    }
}
