using System.Runtime.InteropServices;
using ParallelGen.Channels.Native;

namespace ParallelGen.Channels;

/// <summary>
/// Lets a reader wait for bytes, for a nudge of another thread, or for the news that the peer has died, whichever comes first.
/// </summary>
/// <remarks>
/// The end of a pipe alone misses a death when a child of the dead process still holds the pipe's other end. So the reader polls
/// the pipe together with a wake pipe, whose writing end <see cref="Notify"/> closes when the process is seen to have ended.
/// </remarks>
internal sealed class PeerDeathWatch : IDisposable
{
    private readonly SafeHandle _data;
    private readonly FileStream _bell;
    private readonly FileStream _ear;

    public PeerDeathWatch(SafeHandle data)
    {
        _data = data;
        (_ear, _bell) = PipeEnd.CreatePair();
    }

    /// <summary>Blocks until the pipe can be read (its end counts), or until somebody nudges, or the peer is dead and the pipe is empty.</summary>
    /// <remarks>Whoever waits here when this end is disposed is told that the peer is dead: for this end it is.</remarks>
    public WakeReason Wait()
    {
        try
        {
            if (Posix.PollEither(_data, _ear.SafeFileHandle))
            {
                return WakeReason.Readable;
            }

            return _ear.ReadByte() >= 0 ? WakeReason.Nudged : WakeReason.PeerDead;
        }
        catch (ObjectDisposedException)
        {
            return WakeReason.PeerDead;
        }
    }

    /// <summary>Wakes the reader. Once the peer has died it is awake anyway.</summary>
    public void Nudge()
    {
        try
        {
            _bell.WriteByte(1);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Notify has closed it: the reader has been told more than this.
        }
    }

    /// <summary>The peer has died. Idempotent.</summary>
    public void Notify() => _bell.Dispose();

    public void Dispose()
    {
        _bell.Dispose();
        _ear.Dispose();
    }
}
