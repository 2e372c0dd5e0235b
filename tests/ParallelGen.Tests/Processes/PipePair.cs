using ParallelGen.Channels;

namespace ParallelGen.Tests.Processes;

/// <summary>Both ends of a channel in one process.</summary>
internal sealed class PipePair : IDisposable
{
    public PipePair()
    {
        (FileStream toParent, FileStream workerOutput) = PipeEnd.CreatePair();
        (FileStream workerInput, FileStream toWorker) = PipeEnd.CreatePair();
        (WorkerInput, WorkerOutput) = (workerInput, workerOutput);
        Watch = new PeerDeathWatch(toParent.SafeFileHandle);
        ParentOutput = new HoldableStream(toWorker);
        Parent = new PipeChannel(toParent, ParentOutput, Watch);
        Worker = new PipeChannel(WorkerInput, WorkerOutput);
    }

    public PeerDeathWatch Watch { get; }

    public FrameChannel Parent { get; }

    public FrameChannel Worker { get; }

    /// <summary>Through which the parent sends.</summary>
    public HoldableStream ParentOutput { get; }

    /// <summary>The raw streams of the worker's end, for what is no frame.</summary>
    public Stream WorkerInput { get; }

    public Stream WorkerOutput { get; }

    /// <summary>Blocks until a frame has come, and copies its body.</summary>
    public static (FrameHeader Header, byte[] Body)? ReadFrame(FrameChannel channel)
    {
        channel.EnterReading();
        try
        {
            while (true)
            {
                if (channel.TryRead(out FrameHeader header, out ReadOnlySpan<byte> body))
                {
                    return (header, body.ToArray());
                }

                if (!channel.Wait())
                {
                    return null;
                }
            }
        }
        finally
        {
            channel.ExitReading();
        }
    }

    public void Dispose()
    {
        Worker.Dispose();
        Parent.Dispose();
    }
}
