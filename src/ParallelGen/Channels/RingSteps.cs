using System.Diagnostics;

namespace ParallelGen.Channels;

/// <summary>The places between what an end of a ring, or a thread that reads it, announces and what it does next, where tests hold it up. Only builds for debugging have them.</summary>
internal static class RingSteps
{
    [ThreadStatic]
    private static Action? t_holdUp;

    /// <summary>What this thread does in these places.</summary>
    public static Action? HoldUp
    {
        set => t_holdUp = value;
    }

    /// <summary>One of the places.</summary>
    [Conditional("DEBUG")]
    public static void Pass() => t_holdUp?.Invoke();
}
