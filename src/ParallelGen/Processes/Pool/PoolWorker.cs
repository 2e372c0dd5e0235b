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
internal sealed class PoolWorker(PoolScheduler scheduler, int index)
{
    private readonly Dictionary<Assembly, int> _announced = [];
    private readonly Lock _sending = new();
    private IWorkerProcess? _process;

    /// <summary>The worker's number in its pool.</summary>
    public int Index { get; } = index;

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
    public WorkerClock Clock => field ??= new WorkerClock(scheduler, this);

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
            _process = scheduler.Launcher.Start(assembly, scheduler.Options);
        }
        catch (Exception e)
        {
            scheduler.OnStartFailed(this, e as WorkerStartException
                ?? new WorkerStartException($"A worker process of pool '{scheduler.Name}' could not be started: {e.Message}", e));
            return;
        }

        using (_process)
        {
            string? trouble = null;
            bool greeted = false;
            using (new Timer(static state => ((PoolWorker)state!).Clock.OnStartTimeout(), this, scheduler.Options.StartTimeoutMilliseconds, Timeout.Infinite))
            {
                greeted = TryGreet(ref trouble);
            }

            if (greeted)
            {
                _process.NoteReady();
                scheduler.OnReady(this);
                ReadFrames(ref trouble);
            }

            if (trouble is not null)
            {
                _process.Kill();
            }

            Clock.Dispose();
            WorkerExit exit = _process.WaitForExit();
            if (greeted)
            {
                scheduler.OnGone(this, exit, trouble);
            }
            else
            {
                scheduler.OnStartFailed(this, StartFailure(exit, trouble));
            }
        }
    }

    private bool TryGreet(ref string? trouble)
    {
        FrameChannel channel = _process!.Channel;
        channel.TryAcquireReadLease();
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
            var welcome = new Welcome(scheduler.Name, Index, WorkerLauncher.EntryAssemblyName);
            SendBody(FrameKind.Welcome, welcome, static (ref WireWriter writer, Welcome value) => value.Write(ref writer));
            return true;
        }
        catch (Exception e) when (e is WireFormatException or InvalidDataException or IOException)
        {
            trouble = e.Message;
            return false;
        }
    }

    private void ReadFrames(ref string? trouble)
    {
        var frames = new WorkerFrames(scheduler, this, _process!);
        FrameChannel channel = _process!.Channel;
        try
        {
            do
            {
                while (channel.TryRead(out FrameHeader header, out ReadOnlySpan<byte> body))
                {
                    frames.Handle(header, body);
                }
            }
            while (channel.Wait());
        }
        catch (InvalidDataException e)
        {
            trouble = e.Message;
        }
    }

    private WorkerStartException StartFailure(WorkerExit exit, string? trouble)
    {
        string what = trouble
            ?? (Clock.StartTimedOut ? $"it did not say hello within {scheduler.Options.StartTimeoutMilliseconds} ms and was killed" : $"it {exit.Describe()} before it said hello");
        string said = exit.StandardErrorTail.Length > 0 ? $" Its standard error: {exit.StandardErrorTail.Trim()}" : " Its standard error is empty.";
        return new WorkerStartException($"The worker process {ProcessId} of pool '{scheduler.Name}' could not be used: {what}.{said}");
    }
}
