using System.Diagnostics;
using System.Runtime.InteropServices;
using ParallelGen.Channels;
using ParallelGen.Processes.Launching;
using ParallelGen.Processes.Protocol;
using ParallelGen.Wire;

namespace ParallelGen.Tests.Processes;

/// <summary>A real worker process whose parent is played by the test: it is told whatever the test wants, right or wrong.</summary>
internal sealed partial class RealWorker : IDisposable
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(30);

    private readonly WorkerProcess _process;
    private readonly Stream _input;

    private RealWorker(WorkerProcess process, Stream input) => (_process, _input) = (process, input);

    public delegate void BodyWriter(ref WireWriter writer);

    public int ProcessId => _process.ProcessId;

    public FrameChannel Channel => _process.Channel;

    /// <summary>Starts one and hears its hello.</summary>
    public static async Task<RealWorker> StartAsync()
    {
        LaunchPlan plan = LaunchPlanner.Plan(HostFacts.OfThisProcess(), "tests", typeof(RealWorker).Assembly.Location);
        RuntimeConfigFile config = RuntimeConfigFile.For(plan.Host!);
        Process process = Process.Start(WorkerLauncher.StartInfo(plan, config.Path, new ProcessPoolOptions()))!;
        Stream input = PipeEnd.Take(process.StandardInput.BaseStream);
        var worker = new RealWorker(new WorkerProcess(process, config, input), input);
        try
        {
            Assert.Equal(FrameKind.Hello, (await worker.ReadAsync()).Kind);
            return worker;
        }
        catch
        {
            worker.Dispose();
            throw;
        }
    }

    /// <summary>Starts one and makes it ready for calls of this assembly as number 0.</summary>
    public static async Task<RealWorker> StartReadyAsync(Func<Announcement, Announcement>? change = null)
    {
        RealWorker worker = await StartAsync();
        worker.Welcome();
        Announcement announcement = Announcement.Of(0, typeof(RealWorker).Assembly);
        worker.Send(FrameKind.Announce, (ref WireWriter writer) => (change?.Invoke(announcement) ?? announcement).Write(ref writer));
        return worker;
    }

    public void Welcome() => Send(FrameKind.Welcome, (ref WireWriter writer) => new Welcome("played", 3, null).Write(ref writer));

    /// <summary>A call of the echo method, unless told otherwise, with one value per item.</summary>
    public void Call(long call, int[] values, int assembly = 0, ulong method = 1) => Send(
        FrameKind.Call,
        (ref WireWriter writer) =>
        {
            new CallHeader(assembly, method, CallContext.Capture(), values.Length).Write(ref writer);
            foreach (int value in values)
            {
                writer.WriteInt32(sizeof(int));
                writer.WriteInt32(value);
            }
        },
        call: call);

    public void Send(FrameKind kind, BodyWriter? write = null, int item = 0, long call = 0)
    {
        using var buffer = new WireBuffer();
        var writer = new WireWriter(buffer);
        write?.Invoke(ref writer);
        writer.Flush();
        Channel.Send(new FrameHeader((ushort)kind, Item: item, Call: call), buffer.Written);
    }

    /// <summary>Bytes that need not be a frame.</summary>
    public void SendRaw(byte[] bytes)
    {
        _input.Write(bytes);
        _input.Flush();
    }

    /// <summary>What the end of the parent looks like.</summary>
    public void HangUp() => _input.Dispose();

    /// <summary>The next frame that it says, but for its word on the assembly that it prepares.</summary>
    public async Task<PlayedFrame> ReadAsync()
    {
        while (true)
        {
            PlayedFrame frame = await TryReadAsync() ?? throw new EndOfStreamException($"The worker ended: {_process.WaitForExit()}");
            if (frame.Kind is not (FrameKind.Preparing or FrameKind.Prepared))
            {
                return frame;
            }
        }
    }

    public async Task<PlayedFrame?> TryReadAsync()
    {
        (FrameHeader Header, byte[] Body)? frame = await Task.Run(() => PipePair.ReadFrame(Channel)).WaitAsync(s_deadline);
        return frame is { } read ? new PlayedFrame((FrameKind)read.Header.Kind, (ResultMarks)read.Header.Flags, read.Header.Item, read.Header.Call, read.Body) : null;
    }

    /// <summary>Begin and result of a call of one item.</summary>
    public async Task<PlayedFrame> ReadResultAsync(long call)
    {
        Assert.Equal((FrameKind.Begin, call), await ReadAsync() is var begin ? (begin.Kind, begin.Call) : default);
        PlayedFrame result = await ReadAsync();
        Assert.Equal((FrameKind.Result, ResultMarks.CallEnded, call), (result.Kind, result.Marks, result.Call));
        return result;
    }

    /// <summary>Waits until it has ended by itself: everything it still says is read, and nothing kills it.</summary>
    public async Task<WorkerExit> ExitAsync()
    {
        while (await TryReadAsync() is not null)
        {
        }

        return await Task.Run(_process.WaitForExit).WaitAsync(s_deadline);
    }

    /// <summary>What Ctrl-C sends to the whole group.</summary>
    public void Interrupt() => Assert.Equal(0, Kill(ProcessId, signal: 2));

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
