using System.Globalization;
using ParallelGen.Channels;
using ParallelGen.Tests.Processes;

namespace ParallelGen.Tests.Channels;

/// <summary>Both ends of a ring channel in one process: real pipes, and one piece of shared memory that is mapped twice.</summary>
internal sealed class RingPair : IDisposable
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly SharedMemory _workerMemory;

    /// <param name="capacity">Of each ring, a power of two.</param>
    /// <param name="workerIsWatched">Whether the worker's end can be nudged. A worker's own cannot.</param>
    public RingPair(int capacity = 64 * 1024, bool workerIsWatched = true)
    {
        Memory = RingChannel.Allocate(capacity);
        _workerMemory = SharedMemory.Open(Memory.Path, Memory.Size);
        Memory.Hide();
        (WorkerInput, FileStream toWorker) = PipeEnd.CreatePair();
        (FileStream toParent, WorkerOutput) = PipeEnd.CreatePair();
        Parent = new RingChannel(new PipeChannel(toParent, toWorker, new PeerDeathWatch(toParent.SafeFileHandle)), Memory, isParent: true, capacity);
        PeerDeathWatch? watch = workerIsWatched ? new PeerDeathWatch(WorkerInput.SafeFileHandle) : null;
        Worker = new RingChannel(new PipeChannel(WorkerInput, WorkerOutput, watch), _workerMemory, isParent: false, capacity);
    }

    /// <summary>As the parent sees it.</summary>
    public SharedMemory Memory { get; }

    public RingChannel Parent { get; }

    public RingChannel Worker { get; }

    /// <summary>The raw streams of the worker's end.</summary>
    public FileStream WorkerInput { get; }

    public FileStream WorkerOutput { get; }

    /// <summary>As the worker sees it, which may write there what it likes.</summary>
    public unsafe Span<byte> WorkerBytes => new(_workerMemory.Start, (int)_workerMemory.Size);

    public bool ParentSleeps => Volatile.Read(ref Replies.ReaderSleeps) != 0;

    public bool ParentWaitsForRoom => Volatile.Read(ref Requests.WriterSleeps) != 0;

    /// <summary>How many bytes the worker has written.</summary>
    public long RepliesWritten => Volatile.Read(ref Replies.Head) - RingChannel.Origin;

    private unsafe ref RingControl Requests => ref *(RingControl*)Memory.Start;

    private unsafe ref RingControl Replies => ref *(RingControl*)(Memory.Start + RingControl.Size);

    /// <summary>The state of both ends, for a deadline that has passed.</summary>
    public override string ToString() => $"requests: {Describe(Requests)}; replies: {Describe(Replies)}";

    /// <summary>Reads on a thread of its own until a frame has come, or the end.</summary>
    public Task<(FrameHeader Header, byte[] Body)?> ReadAsync(FrameChannel channel) => Start(() => PipePair.ReadFrame(channel));

    /// <summary>On a thread of its own, for what blocks, with a deadline that tells how both ends stand.</summary>
    public async Task<T> Start<T>(Func<T> action)
    {
        Task<T> task = Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            return await task.WaitAsync(Deadline);
        }
        catch (TimeoutException e) when (!task.IsCompleted)
        {
            throw new TimeoutException($"Stalled: {this}", e);
        }
    }

    public Task Start(Action action) => Start(() =>
    {
        action();
        return true;
    });

    /// <summary>Looks until it is so.</summary>
    public async Task Until(Func<bool> condition)
    {
        long limit = Environment.TickCount64 + (long)Deadline.TotalMilliseconds;
        while (!condition())
        {
            Assert.True(Environment.TickCount64 < limit, $"It never came to be so: {this}");
            await Task.Delay(1);
        }
    }

    /// <summary>What the parent sees of a worker that dies: its pipes end.</summary>
    public void KillWorker()
    {
        WorkerOutput.Dispose();
        Parent.NotifyPeerDead();
    }

    public void Dispose()
    {
        Worker.Dispose();
        Parent.Dispose();
    }

    private static string Describe(in RingControl control) => string.Create(
        CultureInfo.InvariantCulture,
        $"head {control.Head}, tail {control.Tail}, reader sleeps: {control.ReaderSleeps}, writer sleeps: {control.WriterSleeps}");
}
