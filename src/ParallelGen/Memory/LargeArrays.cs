using System.Buffers;

namespace ParallelGen.Memory;

/// <summary>
/// Arrays for messages, from the shared pool while they are small. Large ones are kept here, for whichever thread wants one next: the shared
/// pool keeps an array for the thread that gave it back, and here the one that fills a message is not the one that sends it. An array that
/// is used again costs a fraction of a new one, whose pages must be provided first. Thread-safe.
/// </summary>
internal static class LargeArrays
{
    /// <summary>From this size on an array is kept here.</summary>
    public const int Least = 1 << 20;

    /// <summary>As much is kept for later, at most.</summary>
    private const long MostKept = 512L << 20;

    /// <summary>What nobody has wanted for so long goes.</summary>
    private const int KeptMilliseconds = 10_000;

    private static readonly Lock s_gate = new();
    private static readonly List<(byte[] Array, long Since)> s_kept = [];
    private static long s_keptBytes;
    private static Timer? s_timer;

    /// <summary>How many bytes are kept for later.</summary>
    public static long KeptBytes
    {
        get
        {
            lock (s_gate)
            {
                return s_keptBytes;
            }
        }
    }

    /// <summary>An array of at least this size. What is in it is garbage.</summary>
    public static byte[] Rent(int size) => size < Least ? ArrayPool<byte>.Shared.Rent(size) : TakeKept(size) ?? New(size);

    /// <summary>Gives an array back that nobody uses any more.</summary>
    public static void Return(byte[] array)
    {
        // The shared pool gives out arrays of up to this length for less; the ones made here are longer.
        if (array.Length <= Least)
        {
            if (array.Length > 0)
            {
                ArrayPool<byte>.Shared.Return(array);
            }

            return;
        }

        lock (s_gate)
        {
            if (s_keptBytes + array.Length <= MostKept)
            {
                s_kept.Add((array, Environment.TickCount64));
                s_keptBytes += array.Length;
                if (s_kept.Count == 1)
                {
                    // It sets itself again as long as anything is kept: whoever comes by often must not put it off.
                    s_timer ??= NewTimer();
                    s_timer.Change(KeptMilliseconds, Timeout.Infinite);
                }
            }
        }
    }

    /// <summary>The smallest that is large enough, but not one that a much larger message may want.</summary>
    private static byte[]? TakeKept(int size)
    {
        lock (s_gate)
        {
            int best = -1;
            for (int i = 0; i < s_kept.Count; i++)
            {
                int length = s_kept[i].Array.Length;
                if (length >= size && length <= 4L * size && (best < 0 || length < s_kept[best].Array.Length))
                {
                    best = i;
                }
            }

            if (best < 0)
            {
                return null;
            }

            byte[] array = s_kept[best].Array;
            s_kept.RemoveAt(best);
            s_keptBytes -= array.Length;
            return array;
        }
    }

    /// <summary>Some larger than asked for, so that messages of about this size can use it too.</summary>
    private static byte[] New(int size)
    {
        byte[] array = GC.AllocateUninitializedArray<byte>((int)Math.Min(((long)size + Least) & ~(Least - 1L), Array.MaxLength));
        FreshPages.Provide(array.AsSpan(0, size));
        return array;
    }

    private static Timer NewTimer()
    {
        using AsyncFlowControl flow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        return new Timer(static _ => DropOld(), null, Timeout.Infinite, Timeout.Infinite);
    }

    private static void DropOld()
    {
        lock (s_gate)
        {
            long oldest = Environment.TickCount64 - KeptMilliseconds;
            s_keptBytes -= s_kept.Where(kept => kept.Since <= oldest).Sum(kept => (long)kept.Array.Length);
            s_kept.RemoveAll(kept => kept.Since <= oldest);
            if (s_kept.Count > 0)
            {
                s_timer!.Change(KeptMilliseconds, Timeout.Infinite);
            }
        }
    }
}
