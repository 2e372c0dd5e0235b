namespace ParallelGen.Processes.Pool;

/// <summary>
/// Counts how often in a row something went wrong that costs a process each time. After too many it refuses for a while, with the last
/// failure as the reason. Then it lets others try until one more fails; whoever succeeds throws the breaker away.
/// </summary>
/// <remarks>Guarded by the scheduler's lock.</remarks>
internal sealed class CircuitBreaker(TimeProvider time)
{
    /// <summary>One failure may be chance, and two a coincidence.</summary>
    public const int MostFailures = 3;

    /// <summary>Doubled with every try that fails, up to the longest.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(30);

    private Func<Exception>? _reason;
    private TimeSpan _pause;
    private long _opened;

    /// <summary>How many failures there were in a row.</summary>
    public int Failures { get; private set; }

    /// <summary>Makes the exception for who asks while it refuses; null while it does not.</summary>
    public Func<Exception>? Refusal => _reason is not null && time.GetElapsedTime(_opened) < _pause ? _reason : null;

    /// <summary>It went wrong once more.</summary>
    /// <param name="reason">Makes an exception that says how.</param>
    /// <param name="isDecisive">Whether once is enough, because another try would take too long.</param>
    /// <returns>Whether it refuses from here on.</returns>
    public bool Fail(Func<Exception> reason, bool isDecisive)
    {
        Failures++;
        if (Refusal is not null)
        {
            // It was on its way when this one began to refuse: that is no reason for a longer pause.
            return true;
        }

        if (Failures < MostFailures && !isDecisive && _reason is null)
        {
            return false;
        }

        TimeSpan next = _reason is null ? FirstPause : 2 * _pause;
        _pause = next < s_longestPause ? next : s_longestPause;
        (_reason, _opened) = (reason, time.GetTimestamp());
        return true;
    }
}
