using System.Collections.Concurrent;

namespace ParallelGen.FaultTests;

/// <summary>Many calls at once of which some, or all, are cancelled: the others end well, and the pool serves whoever comes next.</summary>
public sealed partial class CancelStormTests : FaultTest
{
    private const int Calls = 5000;

    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static int LengthCore(byte[] payload, CancellationToken cancel)
    {
        cancel.WaitHandle.WaitOne(Deadline.Limit);
        return payload.Length;
    }

    [Fact]
    public async Task E12_FiveThousandCallsFivePercentCancelled_EveryOtherOneCompletes()
    {
        var random = new Random(12);
        var calls = new (Task<int> Call, CancellationTokenSource? Cancel)[Calls];
        for (int number = 0; number < Calls; number++)
        {
            CancellationTokenSource? cancel = random.Next(20) == 0 ? new CancellationTokenSource() : null;
            calls[number] = (Faults.EchoAsync(number, cancel?.Token ?? default), cancel);
            // Some call among the last hundred: it waits, runs or has ended.
            if (calls[Math.Max(0, number - random.Next(100))].Cancel is { } earlier)
            {
                await earlier.CancelAsync();
            }
        }

        await Parallel.ForEachAsync(calls, async (call, _) => await (call.Cancel?.CancelAsync() ?? Task.CompletedTask));
        int cancelled = 0;
        for (int number = 0; number < Calls; number++)
        {
            cancelled += await IsCancelledAsync(calls[number].Call, number, calls[number].Cancel) ? 1 : 0;
            calls[number].Cancel?.Dispose();
        }

        Assert.InRange(cancelled, 1, calls.Count(static call => call.Cancel is not null));
        Assert.Equal(7, await Faults.EchoAsync(7).InTime());
    }

    [Fact]
    public async Task E12_TenCallsOfAHundredMebibytesInFlight_AllCancelledAndThePoolGoesOn()
    {
        byte[] payload = new byte[100 << 20];
        using var cancel = new CancellationTokenSource();
        Task<int>[] calls = [.. Enumerable.Range(0, 10).Select(_ => LengthAsync(payload, cancel.Token))];
        await cancel.CancelAsync();
        foreach (Task<int> call in calls)
        {
            OperationCanceledException error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.InTime());
            Assert.Equal(cancel.Token, error.CancellationToken);
        }

        Assert.Equal(Enumerable.Range(0, 100), await Faults.EchoAll(Enumerable.Range(0, 100)).ToArrayAsync().InTime());
    }

    [Fact]
    public async Task L07_TenThreadsShareAPoolAndCancelWhileOthersCall_EveryCallEndsAsItsCallerSaid()
    {
        var wrong = new ConcurrentQueue<Exception>();
        Thread[] threads = [.. Enumerable.Range(0, 10).Select(index => new Thread(() => CallOften(index, wrong)))];
        Array.ForEach(threads, static thread => thread.Start());
        await Task.Run(() => Array.ForEach(threads, static thread => thread.Join())).InTime();
        Assert.Empty(wrong);
        Assert.Equal(7, await Faults.EchoAsync(7).InTime());
    }

    private static void CallOften(int thread, ConcurrentQueue<Exception> wrong)
    {
        try
        {
            for (int number = 0; number < 100; number++)
            {
                using CancellationTokenSource? cancel = number % 3 == 0 ? new CancellationTokenSource() : null;
                int value = (thread * 1000) + number;
                Task<int> call = Faults.EchoAsync(value, cancel?.Token ?? default);
                cancel?.Cancel();
                _ = IsCancelledAsync(call, value, cancel).GetAwaiter().GetResult();
            }
        }
        catch (Exception e)
        {
            // The thread's end would be the process's.
            wrong.Enqueue(e);
        }
    }

    /// <summary>Whether a call ended by its own cancellation. Any other end but its result fails the test.</summary>
    private static async Task<bool> IsCancelledAsync(Task<int> call, int result, CancellationTokenSource? cancel)
    {
        try
        {
            Assert.Equal(result, await call.InTime());
            return false;
        }
        catch (OperationCanceledException e) when (cancel is not null)
        {
            Assert.Equal(cancel.Token, e.CancellationToken);
            return true;
        }
    }
}
