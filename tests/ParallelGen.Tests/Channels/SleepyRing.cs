namespace ParallelGen.Tests.Channels;

/// <summary>A ring whose ends sleep whenever they may, without a look beforehand. The bells are semaphores.</summary>
internal sealed class SleepyRing(int capacity) : IDisposable
{
    private readonly RingBox _box = new(capacity);
    private readonly SemaphoreSlim _readerBell = new(0);
    private readonly SemaphoreSlim _writerBell = new(0);

    public void Send(byte value)
    {
        while (_box.Writer.Room == 0)
        {
            if (_box.Writer.TrySleep())
            {
                Wait(_writerBell);
            }
        }

        _box.Writer.Write([value]);
        _box.Writer.Publish();
        if (_box.Writer.MustWakeReader())
        {
            _readerBell.Release();
        }
    }

    public byte Receive(int patience = 0)
    {
        while (patience-- > 0 && _box.Reader.Available == 0)
        {
        }

        while (_box.Reader.TrySleep())
        {
            Wait(_readerBell);
            _box.Reader.Awake();
        }

        byte value = 0;
        Assert.Equal(1, _box.Reader.Read(new Span<byte>(ref value)));
        if (_box.Reader.MustWakeWriter())
        {
            _writerBell.Release();
        }

        return value;
    }

    public override string ToString() => $"{_box}, bells: {_readerBell.CurrentCount} and {_writerBell.CurrentCount}";

    public void Dispose()
    {
        _box.Dispose();
        _readerBell.Dispose();
        _writerBell.Dispose();
    }

    private void Wait(SemaphoreSlim bell) => Assert.True(bell.Wait(RingPair.Deadline), $"Nobody rang: {this}");
}
