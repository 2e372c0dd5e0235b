using System.Collections.Concurrent;
using System.Reflection;
using ParallelGen.Channels;
using ParallelGen.Processes.Launching;
using ParallelGen.Processes.Protocol;
using ParallelGen.Wire;

namespace ParallelGen.Tests.Processes;

/// <summary>A worker played by the test: it says whatever the test wants, right or wrong.</summary>
internal sealed class ScriptedWorker : IWorkerProcess
{
    private readonly PipePair _pipes = new();
    private RingChannel? _rings;
    private SharedMemory? _memory;
    private readonly TaskCompletionSource<int> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _awaited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ScriptedWorker() => Peer = _pipes.Worker;

    public int ProcessId => 4711;

    public FrameChannel Channel => _rings ?? _pipes.Parent;

    /// <summary>Whether the pool offers memory. The script then takes it (<see cref="TakeMemory"/>) behind its hello.</summary>
    public bool CanShareMemory { get; init; }

    /// <summary>The worker's end.</summary>
    public FrameChannel Peer { get; private set; }

    public Stream RawOutput => _pipes.WorkerOutput;

    public Task Killed => _exit.Task;

    /// <summary>Completes when the pool waits for the process to end: it has seen the end of the channel.</summary>
    public Task Awaited => _awaited.Task;

    /// <summary>What happens instead of the end when the pool kills this worker.</summary>
    public Action? OnKill { get; set; }

    /// <summary>How much memory it is said to have.</summary>
    public long ResidentBytes { get; set; }

    /// <summary>What happens when the pool notes that this worker is ready.</summary>
    public Action? OnNoteReady { get; set; }

    /// <summary>Through which the pool sends.</summary>
    public HoldableStream PoolOutput => _pipes.ParentOutput;

    public (FrameHeader Header, byte[] Body) Read() => PipePair.ReadFrame(Peer) ?? throw new EndOfStreamException("The pool closed the channel.");

    public void Send(FrameKind kind, byte[]? body = null, int item = 0, long call = 0, ResultMarks marks = ResultMarks.None) =>
        Peer.Send(new FrameHeader((ushort)kind, (ushort)marks, item, call), body);

    public void SayHello(int? version = null, Guid? build = null)
    {
        Hello hello = Hello.OfThisProcess() with { Version = version ?? WireProtocol.Version, Build = build ?? WireProtocol.Build };
        using var buffer = new WireBuffer();
        var writer = new WireWriter(buffer);
        hello.Write(ref writer);
        writer.Flush();
        Send(FrameKind.Hello, buffer.Written.ToArray());
    }

    /// <summary>Reads welcome and announcement, and returns the call frame that follows.</summary>
    public FrameHeader ReadCall()
    {
        while (true)
        {
            (FrameHeader header, _) = Read();
            if (header.Kind == (ushort)FrameKind.Call)
            {
                return header;
            }
        }
    }

    /// <summary>Ends, as a process does: with a code, and its pipes closed.</summary>
    public void Exit(int code)
    {
        _exit.TrySetResult(code);
        CloseChannel();
    }

    /// <summary>Closes its end of the channel. The script's thread may still read: its buffer is left to the collector.</summary>
    public void CloseChannel()
    {
        _pipes.WorkerOutput.Dispose();
        // Closing a pipe that is being read waits for the reader, here the script's thread: not the business of who kills.
        ThreadPool.UnsafeQueueUserWorkItem(static pipes => pipes.WorkerInput.Dispose(), _pipes, preferLocal: false);
    }

    public void NoteReady() => OnNoteReady?.Invoke();

    public void Kill()
    {
        if (OnKill is { } hook)
        {
            hook();
        }
        else
        {
            Exit(137);
        }
    }

    public WorkerExit WaitForExit()
    {
        _awaited.TrySetResult();
        if (!_exit.Task.Wait(TimeSpan.FromSeconds(30)))
        {
            throw new TimeoutException("The scripted worker was not ended.");
        }

        return new WorkerExit(_exit.Task.Result, "scripted standard error");
    }

    public void UseMemory(SharedMemory memory) => _rings = new RingChannel((PipeChannel)_pipes.Parent, memory, isParent: true);

    /// <summary>Reads the welcome, opens the memory that it offers, and says so: from here on the conversation is there.</summary>
    public void TakeMemory()
    {
        var reader = new WireReader(Read().Body);
        Welcome welcome = Welcome.Read(ref reader);
        _memory = SharedMemory.Open(welcome.Memory!, RingChannel.SizeFor(welcome.Capacity));
        Send(FrameKind.Sharing);
        Peer = new RingChannel((PipeChannel)_pipes.Worker, _memory, isParent: false, welcome.Capacity);
    }

    /// <summary>Waits until the pool sleeps, and tells it that an item has begun, but destroys that before it looks.</summary>
    public unsafe void BeginAndDestroy(long call)
    {
        RingControl* replies = (RingControl*)_memory!.Start + 1;
        ScriptedPool.Until(() => Volatile.Read(ref replies->ReaderSleeps) != 0, "the pool's reader sleeps");
        Peer.SendQuietly(new FrameHeader((ushort)FrameKind.Begin, Call: call), default);
        Volatile.Write(ref replies->Head, -1);
        ((PipeChannel)_pipes.Worker).Ring();
    }

    public void NoteErrorOutput(ReadOnlySpan<byte> text) { }

    public void Dispose()
    {
        CloseChannel();
        Channel.Dispose();
    }

    /// <summary>Hands out scripted workers, each played by a script of its own thread.</summary>
    internal sealed class Launcher(params Action<ScriptedWorker>[] scripts) : IWorkerLauncher
    {
        private int _started;

        public ConcurrentQueue<Exception> ScriptErrors { get; } = new();

        /// <summary>Whether the workers share memory with the pool.</summary>
        public bool SharesMemory { get; init; }

        public int Started => Volatile.Read(ref _started);

        public IWorkerProcess Start(Assembly assembly, ProcessPoolOptions options)
        {
            int number = Interlocked.Increment(ref _started) - 1;
            Action<ScriptedWorker> script = scripts[Math.Min(number, scripts.Length - 1)];
            var worker = new ScriptedWorker { CanShareMemory = SharesMemory };
            new Thread(() =>
            {
                try
                {
                    script(worker);
                }
                catch (Exception e) when (e is IOException or ObjectDisposedException)
                {
                    // The pool ended the conversation while the script was talking: what many scripts provoke.
                }
                catch (Exception e)
                {
                    ScriptErrors.Enqueue(e);
                }
            }) { IsBackground = true }.Start();
            return worker;
        }
    }
}
