using System.Globalization;
using ParallelGen.Channels;
using ParallelGen.Processes.Worker;

namespace ParallelGen.ChannelPeer;

/// <summary>The worker's end of a channel: opens the memory, says so with a byte, and then does what it was started for.</summary>
internal sealed unsafe class Peer : IDisposable
{
    private readonly SharedMemory _memory;
    private readonly int _capacity;
    private readonly PipeChannel _pipes;

    /// <param name="path">Of memory for the rings and one page more.</param>
    /// <param name="capacity">Of each ring.</param>
    public Peer(string path, string capacity)
    {
        _capacity = int.Parse(capacity, CultureInfo.InvariantCulture);
        _memory = SharedMemory.Open(path, SizeFor(_capacity));
        _pipes = StandardStreams.TakeChannel();
        _pipes.Ring();
    }

    private RingControl* Control => (RingControl*)(_memory.Start + RingControl.Size);

    /// <summary>How many frames this end knows to be sent, in the last page: the parent compares.</summary>
    private long* Acknowledged => (long*)(_memory.Start + RingChannel.SizeFor(_capacity));

    public static long SizeFor(int capacity) => RingChannel.SizeFor(capacity) + 4096;

    /// <summary>Sends so many frames, and dies at a step of the next, while the parent sleeps or while it may be looking.</summary>
    public void DieAtStep(PublishStep step, long frames, int longest, bool whileReaderSleeps)
    {
        EndWithParent(_pipes.WaitForRing);
        var ring = new RingWriter(Control, _memory.Start + RingChannel.SizeFor(0) + _capacity, _capacity, RingChannel.Origin);
        var writer = new StepWriter(ring, _pipes.Ring, longest);
        for (long number = 0; number < frames; number++)
        {
            writer.TryWrite(number);
            Volatile.Write(ref *Acknowledged, number + 1);
        }

        while (whileReaderSleeps && Volatile.Read(ref Control->ReaderSleeps) == 0)
        {
            Thread.Yield();
        }

        writer.TryWrite(frames, step);
        Ending.Die();
    }

    /// <summary>Sends frames through the channel itself until somebody kills this process.</summary>
    public void SendForEver(int longest, int seed)
    {
        var random = new Random(seed);
        var channel = new RingChannel(_pipes, _memory, isParent: false, _capacity);
        EndWithParent(channel.WaitForBell);
        for (long number = 0; ; number++)
        {
            ReadOnlySpan<byte> body = NumberedFrame.Body(number, longest);
            channel.Send(NumberedFrame.Header(number), body[..(body.Length / 3)], body[(body.Length / 3)..]);
            Volatile.Write(ref *Acknowledged, number + 1);
            if (random.Next(64) == 0)
            {
                Thread.Yield();
            }
        }
    }

    /// <summary>Sends some frames, then writes at random all over the memory, and dies.</summary>
    public void Scribble(long frames, int longest, int seed)
    {
        var random = new Random(seed);
        var channel = new RingChannel(_pipes, _memory, isParent: false, _capacity);
        EndWithParent(channel.WaitForBell);
        for (long number = 0; number < frames; number++)
        {
            channel.Send(NumberedFrame.Header(number), NumberedFrame.Body(number, longest));
        }

        for (int pass = 0; pass < 4; pass++)
        {
            random.NextBytes(new Span<byte>(_memory.Start, (int)_memory.Size));
            _pipes.Ring();
            Thread.Yield();
        }

        Ending.Die();
    }

    public void Dispose() => _memory.Dispose();

    /// <summary>No test that is itself ended leaves this process behind.</summary>
    private static void EndWithParent(Func<bool> waitForBell) => new Thread(() =>
    {
        while (waitForBell())
        {
        }

        Ending.Die();
    }) { IsBackground = true }.Start();
}
