namespace ParallelGen.Processes.Pool;

/// <summary>
/// How many workers the calls of one method may still end: a hundred at once, and from then on so many a second. A call that its worker
/// survives makes up for one that it did not. Who is faster than all that makes the pool do nothing but start processes.
/// </summary>
/// <remarks>Guarded by the scheduler's lock.</remarks>
internal sealed class CrashBudget(int perSecond, TimeProvider time)
{
    public const int Burst = 100;

    /// <summary>How long nothing of the method is run when the budget is spent.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly long _start = time.GetTimestamp();
    private double _left = Burst;
    private long _filled = time.GetTimestamp();
    private long _spent;
    private Func<Exception>? _reason;

    /// <summary>How many workers have ended since this began to count.</summary>
    public int Crashes { get; private set; }

    /// <summary>Since when that is.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_start);

    /// <summary>Whether nothing of it all is left.</summary>
    public bool IsFull => _left >= Burst;

    /// <summary>Makes the exception for who asks while it is spent; null while it is not.</summary>
    public Func<Exception>? Refusal => _reason is not null && time.GetElapsedTime(_spent) < Pause ? _reason : null;

    /// <summary>Calls have ended, and their worker lives.</summary>
    public void Earn(int calls) => _left = Math.Min(Burst, _left + calls);

    /// <summary>A call has ended its worker.</summary>
    /// <param name="reason">Makes the exception for those whose calls are not run.</param>
    /// <returns>Whether that was one too many.</returns>
    public bool Spend(Func<Exception> reason)
    {
        Crashes++;
        Fill();
        if (_left >= 1)
        {
            _left--;
            return false;
        }

        (_reason, _spent) = (reason, time.GetTimestamp());
        return true;
    }

    private void Fill()
    {
        long now = time.GetTimestamp();
        _left = Math.Min(Burst, _left + (time.GetElapsedTime(_filled, now).TotalSeconds * perSecond));
        _filled = now;
    }
}
