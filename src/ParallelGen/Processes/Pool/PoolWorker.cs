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
internal sealed class PoolWorker
{
    private readonly PoolScheduler _scheduler;
    private readonly Dictionary<Assembly, int> _announced = [];
    private readonly Lock _sending = new();
    private IWorkerProcess? _process;

    public PoolWorker(PoolScheduler scheduler, int index)
    {
        (_scheduler, Index) = (scheduler, index);
        Clock = new WorkerClock(scheduler, this);
    }

    /// <summary>The worker's number in its pool.</summary>
    public int Index { get; }

    public int ProcessId => _process?.ProcessId ?? 0;

    /// <summary>The block it has. Guarded by the scheduler's lock.</summary>
    public WorkBlock? Current { get; set; }

    /// <summary>The number of the current or last call. Guarded by the scheduler's lock.</summary>
    public long Call { get; set; }

    /// <summary>The item that runs; -1 between dispatch and begin. Guarded by the scheduler's lock.</summary>
    public int RunningItem { get; set; } = -1;

    /// <summary>The item that the next mark must be about. Guarded by the scheduler's lock.</summary>
    public int NextItem { get; set; }

    /// <summary>Whether it has said hello. Guarded by the scheduler's lock.</summary>
    public bool IsReady { get; set; }

    /// <summary>Whether it was killed on purpose, because a call did not stop in time. Guarded by the scheduler's lock.</summary>
    public bool WasKilled { get; set; }

    /// <summary>The deadline that is set on it, if any.</summary>
    public WorkerClock Clock { get; }

    /// <summary>Starts the process and its reader thread.</summary>
    public void Start(Assembly assembly) =>
        new Thread(() => Live(assembly)) { IsBackground = true, Name = $"ParallelGen worker {Index}" }.Start();

    /// <summary>Ends the process at once; the reader thread sees it and tells the scheduler.</summary>
    public void Kill() => _process?.Kill();

    /// <summary>Sends a block that was assigned to this worker. Blocks while a large payload goes through the pipe.</summary>
    public void Send(WorkBlock block, long call, int first)
    {
        try
        {
            lock (_sending)
            {
                int assembly = Announce(block.Info.Assembly);
                using var head = new WireBuffer();
                var writer = new WireWriter(head);
                new CallHeader(assembly, block.Info.Id, block.Context, block.Count - first).Write(ref writer);
                writer.Flush();
                _process!.Channel.Send(new FrameHeader((ushort)FrameKind.Call, Call: call), head.Written, block.ItemsFrom(first));
            }
        }
        catch (IOException)
        {
            // The worker died: the reader thread finds the block unbegun and gives it to another.
        }
    }

    /// <summary>Sends a frame without a body; a worker that is gone needs none.</summary>
    public void Send(in FrameHeader header)
    {
        try
        {
            _process!.Channel.Send(header, default);
        }
        catch (IOException)
        {
            // The worker died: the reader thread takes it from there.
        }
    }

    private int Announce(Assembly assembly)
    {
        if (_announced.TryGetValue(assembly, out int number))
        {
            return number;
        }

        number = _announced.Count;
        SendBody(FrameKind.Announce, Announcement.Of(number, assembly), static (ref WireWriter writer, Announcement value) => value.Write(ref writer));
        _announced.Add(assembly, number);
        return number;
    }

    private delegate void BodyWriter<T>(ref WireWriter writer, T value);

    private void SendBody<T>(FrameKind kind, T value, BodyWriter<T> write)
    {
        using var buffer = new WireBuffer();
        var writer = new WireWriter(buffer);
        write(ref writer, value);
        writer.Flush();
        _process!.Channel.Send(new FrameHeader((ushort)kind), buffer.Written);
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
            _scheduler.OnStartFailed(this, e as WorkerStartException
                ?? new WorkerStartException($"A worker process of pool '{_scheduler.Name}' could not be started: {e.Message}", e));
            return;
        }

        using (_process)
        {
            bool greeted = false;
            string? trouble = null;
            try
            {
                greeted = TryGreet(ref trouble);
                if (greeted)
                {
                    _process.NoteReady();
                    _scheduler.OnReady(this);
                    ReadFrames();
                }
            }
            catch (Exception e)
            {
                // Whatever went wrong in this conversation, those who wait for the worker's calls must be told.
                trouble = e is InvalidDataException ? e.Message : e.ToString();
            }

            End(greeted, trouble);
        }
    }

    private void End(bool greeted, string? trouble)
    {
        if (trouble is not null)
        {
            _process!.Kill();
        }

        Clock.Dispose();
        WorkerExit exit = _process!.WaitForExit();
        if (greeted)
        {
            _scheduler.OnGone(this, exit, trouble);
        }
        else
        {
            _scheduler.OnStartFailed(this, StartFailure(exit, trouble));
        }
    }

    private bool TryGreet(ref string? trouble)
    {
        FrameChannel channel = _process!.Channel;
        channel.TryAcquireReadLease();
        using var limit = new Timer(
            static state => ((PoolWorker)state!).Clock.OnStartTimeout(), this, _scheduler.Options.StartTimeoutMilliseconds, Timeout.Infinite);
        try
        {
            FrameHeader header;
            ReadOnlySpan<byte> body;
            while (!channel.TryRead(out header, out body))
            {
                if (!channel.Wait())
                {
                    return false;
                }
            }

            if (header.Kind != (ushort)FrameKind.Hello)
            {
                trouble = $"it began with a frame of kind {header.Kind} instead of hello";
                return false;
            }

            var reader = new WireReader(body);
            Hello.Read(ref reader);
            var welcome = new Welcome(_scheduler.Name, Index, WorkerLauncher.EntryAssemblyName);
            SendBody(FrameKind.Welcome, welcome, static (ref WireWriter writer, Welcome value) => value.Write(ref writer));
            return true;
        }
        catch (Exception e) when (e is WireFormatException or InvalidDataException)
        {
            trouble = e.Message;
            return false;
        }
        catch (IOException)
        {
            // It died while it was welcomed: its exit tells more than the broken pipe does.
            return false;
        }
    }

    /// <exception cref="InvalidDataException">A frame does not fit: the worker is broken.</exception>
    private void ReadFrames()
    {
        var frames = new WorkerFrames(_scheduler, this, _process!);
        FrameChannel channel = _process!.Channel;
        do
        {
            while (channel.TryRead(out FrameHeader header, out ReadOnlySpan<byte> body))
            {
                frames.Handle(header, body);
            }
        }
        while (channel.Wait());
    }

    private WorkerStartException StartFailure(WorkerExit exit, string? trouble)
    {
        string what = trouble
            ?? (Clock.StartTimedOut ? $"it did not say hello within {_scheduler.Options.StartTimeoutMilliseconds} ms and was killed" : $"it {exit.Describe()} before it was ready");
        string said = exit.StandardErrorTail.Length > 0 ? $" Its standard error: {exit.StandardErrorTail.Trim()}" : " Its standard error is empty.";
        return new WorkerStartException($"The worker process {ProcessId} of pool '{_scheduler.Name}' could not be used: {what}.{said}");
    }
}
