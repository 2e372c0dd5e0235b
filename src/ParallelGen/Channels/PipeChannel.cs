using Microsoft.Win32.SafeHandles;
using ParallelGen.Channels.Native;

namespace ParallelGen.Channels;

/// <summary>Frames over a pair of pipes: how every conversation begins, and how it goes on where memory cannot be shared. Else the pipes are the bell.</summary>
/// <remarks>
/// Small frames go out in one write; the kernel then holds them even if the writer dies at once, which is what makes blame exact:
/// a "begun" mark that was written will be read.
/// </remarks>
internal sealed class PipeChannel(Stream input, Stream output, PeerDeathWatch? deathWatch = null) : FrameChannel
{
    private readonly Lock _writing = new();
    private readonly byte[] _outgoing = new byte[4096];
    private readonly FrameBuffer _incoming = new();
    private bool _hasArrived;

    public override bool HasArrived => _hasArrived;

    public override void Send(in FrameHeader header, ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail = default)
    {
        long length = (long)head.Length + tail.Length;
        lock (_writing)
        {
            try
            {
                Span<byte> outgoing = _outgoing;
                header.Write(outgoing, length);
                if (length <= outgoing.Length - FrameHeader.Size)
                {
                    head.CopyTo(outgoing[FrameHeader.Size..]);
                    tail.CopyTo(outgoing[(FrameHeader.Size + head.Length)..]);
                    output.Write(outgoing[..(FrameHeader.Size + (int)length)]);
                    return;
                }

                output.Write(outgoing[..FrameHeader.Size]);
                output.Write(head);
                output.Write(tail);
            }
            catch (ObjectDisposedException e)
            {
                throw new IOException("The channel is closed.", e);
            }
        }
    }

    public override bool TryRead(out FrameHeader header, out ReadOnlySpan<byte> body)
    {
        _hasArrived = false;
        return _incoming.TryTake(out header, out body);
    }

    public override FrameRun TakeRun(int most) => _incoming.TakeRun(most);

    public override bool TryDetach(ReadOnlySpan<byte> body, out ArraySegment<byte> detached) => _incoming.TryDetach(body.Length, out detached);

    /// <summary>The pipe itself is the bell, so nothing can be missed.</summary>
    public override bool TrySleep(bool isBusy = false) => !_hasArrived;

    public override void Awake() { }

    public override bool WaitForBell()
    {
        switch (WaitReadable())
        {
            case WakeReason.PeerDead:
                return false;
            case WakeReason.Nudged:
                return true;
        }

        EnterReading();
        try
        {
            int count = input.Read(_incoming.MakeRoom());
            _incoming.Add(count);
            _hasArrived = count > 0;
            return count > 0;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // A pipe that breaks while it is read means the same as its end: the peer is gone.
            return false;
        }
        finally
        {
            ExitReading();
        }
    }

    /// <summary>Rings the bell of the other end. One that is gone needs no ringing: this end hears of that by other ways.</summary>
    public void Ring()
    {
        lock (_writing)
        {
            try
            {
                output.Write([0]);
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                // It is gone.
            }
        }
    }

    /// <summary>Blocks until the other end rings; it may have rung several times. False: it is gone.</summary>
    public bool WaitForRing()
    {
        switch (deathWatch?.Wait() ?? WakeReason.Readable)
        {
            case WakeReason.PeerDead:
                return false;
            case WakeReason.Nudged:
                return true;
        }

        Span<byte> rings = stackalloc byte[64];
        try
        {
            return input.Read(rings) > 0;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>Whether the other end has closed its pipe, whatever is still in it.</summary>
    public bool HasHungUp => Handle is { } handle && Posix.HasHungUp(handle);

    private SafeFileHandle? Handle => (input as FileStream)?.SafeFileHandle;

    public override void RingOwnBell() => deathWatch?.Nudge();

    public override void NotifyPeerDead() => deathWatch?.Notify();

    public override void Dispose()
    {
        output.Dispose();
        input.Dispose();
        deathWatch?.Dispose();
        EnterReading();
        _incoming.Dispose();
        ExitReading();
    }

    /// <summary>Nothing is read here: while one thread waits, another may hold the lease.</summary>
    private WakeReason WaitReadable()
    {
        if (deathWatch is not null)
        {
            return deathWatch.Wait();
        }

        if (Handle is { } handle)
        {
            Posix.PollEither(handle, second: null);
        }

        return WakeReason.Readable;
    }
}
