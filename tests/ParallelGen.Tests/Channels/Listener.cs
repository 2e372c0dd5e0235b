using ParallelGen.Channels;

namespace ParallelGen.Tests.Channels;

/// <summary>The thread of an end that hears its bell and does nothing else.</summary>
internal sealed class Listener : IDisposable
{
    private readonly FrameChannel _channel;
    private readonly Thread _thread;
    private volatile bool _over;

    public Listener(FrameChannel channel)
    {
        _channel = channel;
        _thread = new Thread(() =>
        {
            while (channel.WaitForBell() && !_over)
            {
            }
        }) { IsBackground = true };
        _thread.Start();
    }

    public void Dispose()
    {
        _over = true;
        _channel.RingOwnBell();
        Assert.True(_thread.Join(RingPair.Deadline), "The listener of an end did not end.");
    }
}
