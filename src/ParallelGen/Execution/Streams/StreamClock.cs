using System.Diagnostics;

namespace ParallelGen.Execution.Streams;

/// <summary>Measures how long a method runs, without the time that it waits for its consumer, and tells when that passes a limit. Thread-safe.</summary>
internal sealed class StreamClock(TimeSpan limit, Action expired) : IDisposable
{
    private readonly Lock _gate = new();
    private Timer? _timer;
    private TimeSpan _used;
    private long _since;
    private bool _running;
    private bool _armed;
    private bool _disposed;

    /// <summary>The method goes on, or begins.</summary>
    public void Resume()
    {
        lock (_gate)
        {
            if (_running || _disposed)
            {
                return;
            }

            (_running, _since) = (true, Stopwatch.GetTimestamp());
            if (!_armed)
            {
                Arm(limit - _used);
            }
        }
    }

    /// <summary>The method waits. The timer stays set: when it comes it finds out how much time is left.</summary>
    public void Pause()
    {
        lock (_gate)
        {
            if (_running)
            {
                _used += Stopwatch.GetElapsedTime(_since);
                _running = false;
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            (_running, _disposed) = (false, true);
            _timer?.Dispose();
        }
    }

    private void Arm(TimeSpan delay)
    {
        _armed = true;
        _timer ??= NewTimer();
        _timer.Change((long)Math.Clamp(Math.Ceiling(delay.TotalMilliseconds), 0, int.MaxValue), Timeout.Infinite);
    }

    /// <summary>The timer must not keep the execution context of whoever resumes first.</summary>
    private Timer NewTimer()
    {
        using AsyncFlowControl flow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        return new Timer(static state => ((StreamClock)state!).OnTimer(), this, Timeout.Infinite, Timeout.Infinite);
    }

    private void OnTimer()
    {
        lock (_gate)
        {
            _armed = false;
            if (!_running)
            {
                return;
            }

            TimeSpan left = limit - _used - Stopwatch.GetElapsedTime(_since);
            if (left > TimeSpan.Zero)
            {
                Arm(left);
                return;
            }

            _running = false;
        }

        expired();
    }
}
