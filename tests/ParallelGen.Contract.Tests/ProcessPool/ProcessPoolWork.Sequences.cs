using System.Runtime.CompilerServices;

namespace ParallelGen.Contract;

public sealed partial class ProcessPoolWork
{
    [RunOn(Model.ProcessPool)]
    public static IEnumerable<int> CountCore(int to)
    {
        for (int i = 0; i < to; i++)
        {
            yield return i;
        }
    }

    [RunOn(Model.ProcessPool)]
    public static async IAsyncEnumerable<int> CountLaterCore(int to)
    {
        for (int i = 0; i < to; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }

    /// <summary>Endless, but for an item that throws. Leaves a trace of each item and of its end.</summary>
    [RunOn(Model.ProcessPool)]
    public static IEnumerable<int> ProduceCore(string folder, int bad)
    {
        try
        {
            for (int i = 0; ; i++)
            {
                if (i == bad)
                {
                    throw new SoldOutException($"{i} is bad", i);
                }

                Signal.Set(folder, $"made-{i}");
                yield return i;
            }
        }
        finally
        {
            Signal.Set(folder, "left");
        }
    }

    /// <summary>The same asynchronously.</summary>
    [RunOn(Model.ProcessPool)]
    public static async IAsyncEnumerable<int> ProduceLaterCore(string folder, int bad, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (int item in ProduceCore(folder, bad))
        {
            await Task.Yield();
            cancel.ThrowIfCancellationRequested();
            yield return item;
        }
    }

    /// <summary>Some items, then nothing until it is cancelled; or no more items.</summary>
    [RunOn(Model.ProcessPool, TimeoutMilliseconds = 5000)]
    public static async IAsyncEnumerable<int> CountInTimeCore(int to, bool hangs, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (int i = 0; i < to; i++)
        {
            yield return i;
        }

        await Task.Delay(hangs ? Timeout.Infinite : 0, cancel);
    }

    /// <summary>One item, then nothing until it is cancelled.</summary>
    [RunOn(Model.ProcessPool)]
    public static async IAsyncEnumerable<int> StallCore(string folder, [EnumeratorCancellation] CancellationToken cancel)
    {
        yield return 0;
        yield return await HoldCoreAsync(folder, 1, cancel);
    }
}
