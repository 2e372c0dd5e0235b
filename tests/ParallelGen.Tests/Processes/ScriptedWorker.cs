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
    private readonly TaskCompletionSource<int> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int ProcessId => 4711;

    public FrameChannel Channel => _pipes.Parent;

    /// <summary>The worker's end.</summary>
    public FrameChannel Peer => _pipes.Worker;

    public Stream RawOutput => _pipes.WorkerOutput;

    public Task Killed => _exit.Task;

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
        _pipes.Worker.Dispose();
    }

    public void NoteReady() { }

    public void Kill() => Exit(137);

    public WorkerExit WaitForExit()
    {
        if (!_exit.Task.Wait(TimeSpan.FromSeconds(30)))
        {
            throw new TimeoutException("The scripted worker was not ended.");
        }

        return new WorkerExit(_exit.Task.Result, "scripted standard error");
    }

    public void NoteErrorOutput(ReadOnlySpan<byte> text) { }

    public void Dispose() => _pipes.Dispose();

    /// <summary>Hands out scripted workers, each played by a script of its own thread.</summary>
    internal sealed class Launcher(params Action<ScriptedWorker>[] scripts) : IWorkerLauncher
    {
        private int _started;

        public ConcurrentQueue<Exception> ScriptErrors { get; } = new();

        public int Started => Volatile.Read(ref _started);

        public IWorkerProcess Start(Assembly assembly, ProcessPoolOptions options)
        {
            int number = Interlocked.Increment(ref _started) - 1;
            Action<ScriptedWorker> script = scripts[Math.Min(number, scripts.Length - 1)];
            var worker = new ScriptedWorker();
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
