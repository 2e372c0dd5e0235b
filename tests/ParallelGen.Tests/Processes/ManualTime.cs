namespace ParallelGen.Tests.Processes;

/// <summary>A clock that stands still until the test moves it.</summary>
internal sealed class ManualTime : TimeProvider
{
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Volatile.Read(ref _now);

    public void Pass(TimeSpan time) => Interlocked.Add(ref _now, time.Ticks);
}
