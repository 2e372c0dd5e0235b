namespace ParallelGen.FaultTests;

/// <summary>Sources that break off and consumers that leave: what ran is stopped, and the workers serve whoever comes next.</summary>
public sealed partial class StreamLeavingTests : FaultTest
{
    /// <summary>The first ones return, the others run until they are cancelled.</summary>
    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static int RunOnCore(int number, string folder, CancellationToken cancel)
    {
        if (number >= 2)
        {
            Sign.Give(Path.Combine(folder, $"running{number}"));
            cancel.WaitHandle.WaitOne(Deadline.Limit);
            Sign.Give(Path.Combine(folder, $"stopped{number}"));
        }

        return number;
    }

    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static IEnumerable<int> CountUpCore(string left)
    {
        try
        {
            for (int number = 0; ; number++)
            {
                yield return number;
            }
        }
        finally
        {
            Sign.Give(left);
        }
    }

    [RunOn(Model.Process, Pool = Faults.Pool)]
    internal static IEnumerable<int> CountUpFreshCore(string left) => CountUpCore(left);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task L08_SourceThrowsAtItemThreeOfSeven_BatchEndsWithItsException(int chunk)
    {
        Assert.Equal("item 3", (await Assert.ThrowsAsync<InvalidDataException>(() => Faults.EchoAll(Source()).WithChunkSize(chunk).ToArrayAsync().InTime())).Message);
        Assert.Equal("item 3", (await Assert.ThrowsAsync<InvalidDataException>(() => Faults.EchoAll(Source()).WithChunkSize(chunk).OutcomesAsync().InTime())).Message);
        var seen = new List<int>();
        Assert.Equal("item 3", (await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync().InTime())).Message);
        Assert.Equal(Enumerable.Range(0, seen.Count), seen);
        Assert.InRange(seen.Count, 0, 3);
        Assert.Equal(7, await Faults.EchoAsync(7).InTime());

        async Task ReadAsync()
        {
            await foreach (int value in Faults.EchoAll(Source()).WithChunkSize(chunk))
            {
                seen.Add(value);
            }
        }
    }

    [Fact]
    public async Task L09_ConsumerLeavesABatchEarly_WhatRunsIsCancelledAndTheWorkersServeOthers()
    {
        using var folder = new TempFolder();
        int pulled = 0;
        await LeaveAsync().InTime();
        Assert.InRange(Volatile.Read(ref pulled), 4, 100);
        string[] running = [.. Directory.EnumerateFiles(folder.Path, "running*").Select(file => Path.GetFileName(file)["running".Length..])];
        foreach (string number in running)
        {
            await Sign.SeenAsync(folder.File($"stopped{number}"));
        }

        int after = Volatile.Read(ref pulled);
        Assert.Equal(Enumerable.Range(0, 100), await Faults.EchoAll(Enumerable.Range(0, 100)).ToArrayAsync().InTime());
        Assert.Equal(after, Volatile.Read(ref pulled));

        async Task LeaveAsync()
        {
            await foreach (int value in RunOnAll(Endless()).WithChunkSize(1))
            {
                if (value == 1)
                {
                    // Both workers are in calls that end only when they are cancelled.
                    await Sign.SeenAsync(folder.File("running2"));
                    await Sign.SeenAsync(folder.File("running3"));
                    break;
                }
            }
        }

        IEnumerable<(int, string)> Endless()
        {
            while (true)
            {
                yield return (pulled++, folder.Path);
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task L09_ConsumerLeavesAnEndlessSequenceEarly_ItsMethodIsLeftToo(bool isFresh)
    {
        using var folder = new TempFolder();
        string left = folder.File("left");
        Assert.Equal(Enumerable.Range(0, 1000), await TakeAsync().InTime());
        await Sign.SeenAsync(left);
        Assert.Equal(7, await Faults.EchoAsync(7).InTime());

        async Task<List<int>> TakeAsync()
        {
            var taken = new List<int>();
            await foreach (int number in isFresh ? CountUpFreshStream(left) : CountUpStream(left))
            {
                taken.Add(number);
                if (taken.Count == 1000)
                {
                    break;
                }
            }

            return taken;
        }
    }

    /// <summary>Of seven, if it came so far.</summary>
    private static IEnumerable<int> Source()
    {
        for (int number = 0; number < 7; number++)
        {
            yield return number != 3 ? number : throw new InvalidDataException("item 3");
        }
    }
}
