namespace ParallelGen.Tests.Processes;

/// <summary>A clock that stands still until the test moves it.</summary>
internal sealed class ManualTime : TimeProvider
{
    private long _now;
    private int _reads;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How often somebody looked.</summary>
    public int Reads => Volatile.Read(ref _reads);

    public override long GetTimestamp()
    {
        Interlocked.Increment(ref _reads);
        return Volatile.Read(ref _now);
    }

    public void Pass(TimeSpan time) => Interlocked.Add(ref _now, time.Ticks);
}
