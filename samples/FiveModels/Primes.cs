namespace FiveModels;

/// <summary>The job: ordinary code that knows nothing of models.</summary>
internal static class Primes
{
    private const int Step = 1000;

    public static async Task<Slice> CountAsync(int from, int to, CancellationToken cancel)
    {
        int primes = 0;
        for (int value = from; value < to; value++)
        {
            if (value % Step == 0)
            {
                cancel.ThrowIfCancellationRequested();
                // Others have their turn: on an event loop this is the only place where they do.
                await Task.Yield();
            }

            primes += IsPrime(value) ? 1 : 0;
        }

        return new Slice(primes, Environment.ProcessId, Environment.CurrentManagedThreadId);
    }

    private static bool IsPrime(int value)
    {
        for (int divisor = 2; (long)divisor * divisor <= value; divisor++)
        {
            if (value % divisor == 0)
            {
                return false;
            }
        }

        return value > 1;
    }
}
