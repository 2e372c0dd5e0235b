using BenchmarkDotNet.Attributes;
using ParallelGen.Channels;

namespace ParallelGen.Benchmarks.Inside;

/// <summary>A frame through a ring channel, both ends in this process and on one thread: nobody sleeps, so nobody rings.</summary>
public class ChannelBenchmark
{
    private byte[] _body = null!;
    private RingChannel _parent = null!;
    private RingChannel _worker = null!;

    /// <summary>Of the frame's body.</summary>
    [Params(16, 4096)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _body = new byte[Bytes];
        SharedMemory memory = RingChannel.Allocate(RingChannel.DefaultCapacity);
        SharedMemory workerMemory = SharedMemory.Open(memory.Path, memory.Size);
        memory.Hide();
        (FileStream workerInput, FileStream toWorker) = PipeEnd.CreatePair();
        (FileStream toParent, FileStream workerOutput) = PipeEnd.CreatePair();
        _parent = new RingChannel(new PipeChannel(toParent, toWorker), memory, isParent: true);
        _worker = new RingChannel(new PipeChannel(workerInput, workerOutput), workerMemory, isParent: false);
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _worker.Dispose();
        _parent.Dispose();
    }

    /// <summary>The lease is taken for each frame, as a caller does who waits for one answer.</summary>
    [Benchmark]
    public int SendRead()
    {
        _parent.Send(new FrameHeader(1), _body);
        _worker.EnterReading();
        bool isThere = _worker.TryRead(out _, out ReadOnlySpan<byte> body);
        int length = body.Length;
        _worker.ExitReading();
        return isThere ? length : throw new InvalidOperationException("What was sent has not come.");
    }
}
