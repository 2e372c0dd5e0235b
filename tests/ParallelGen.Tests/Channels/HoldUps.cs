using System.Globalization;
using ParallelGen.Channels;

namespace ParallelGen.Tests.Channels;

/// <summary>
/// Holds the thread up that it was made on, at every step of the ring's ends in which a wake-up could be lost, and wherever else it is asked to:
/// mostly not, else for some nanoseconds up to a turn of the scheduler's, so that the other end comes in between. The same each time, by its seed.
/// </summary>
internal sealed class HoldUps : IDisposable
{
    private readonly Random _random;

    public HoldUps(int seed)
    {
        _random = new Random(seed);
        RingSteps.HoldUp = Pass;
    }

    /// <summary>How many hand-overs a test makes. PARALLELGEN_HANDOVERS sets it; a million takes some minutes.</summary>
    public static int Handovers { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("PARALLELGEN_HANDOVERS"), CultureInfo.InvariantCulture, out int count) ? count : 100_000;

    /// <summary>One of the places.</summary>
    public void Pass() => HoldUp(_random.Next());

    /// <summary>The same for a thread that any test may use.</summary>
    /// <param name="chance">How it is held up.</param>
    public static void HoldUp(int chance)
    {
        int spins = chance / 24;
        switch (chance % 24)
        {
            case 0:
                Thread.Yield();
                break;
            case 1:
                // Gives the processor away even to who has waited less.
                Thread.Sleep(0);
                break;
            case 2:
                Thread.SpinWait(spins % 400);
                break;
            case < 8:
                Thread.SpinWait(spins % 12);
                break;
        }
    }

    public void Dispose() => RingSteps.HoldUp = null;
}
