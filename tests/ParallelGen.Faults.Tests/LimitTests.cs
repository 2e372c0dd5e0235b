using System.Globalization;

namespace ParallelGen.FaultTests;

/// <summary>Limits of time and memory: who passes one is ended, and nothing else is lost or run twice.</summary>
public sealed partial class LimitTests : FaultTest
{
    private const int Late = 3;

    /// <summary>So long that no other item takes it, the first of a process on a busy machine included.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(4);

    private static readonly List<byte[]> s_hoard = [];

    /// <summary>Some do not listen, and are waited for.</summary>
    private protected override void Configure(ProcessPoolOptions options) => options.KillGraceMilliseconds = 200;

    /// <summary>Notes that it runs, and one of them does not end, whether or not it listens to its token.</summary>
    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static int NoteCore(int number, string log, bool listens, CancellationToken cancel)
    {
        File.AppendAllText(Path.Combine(log, $"{Environment.ProcessId}"), string.Create(CultureInfo.InvariantCulture, $"{number}\n"));
        if (number == Late)
        {
            Wait(listens ? cancel : CancellationToken.None);
        }

        return number;
    }

    [RunOn(Model.Process, Pool = Faults.Pool)]
    internal static int NoteFreshCore(int number, string log, bool listens, CancellationToken cancel) => NoteCore(number, log, listens, cancel);

    /// <summary>Keeps what it allocates, and touches it so that it is resident.</summary>
    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static (int Number, int ProcessId) HoardCore(int number, int megabytes)
    {
        byte[] block = GC.AllocateUninitializedArray<byte>(megabytes << 20);
        Array.Fill(block, (byte)1);
        s_hoard.Add(block);
        return (number, Environment.ProcessId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task E14_OneItemOfAChunkIsLate_OnlyItFailsAndNoneRunsTwice(bool listens)
    {
        using var log = new TempFolder();
        Outcome<int>[] outcomes = await NoteAll(Enumerable.Range(0, 8).Select(number => (number, log.Path, listens)))
            .WithChunkSize(8).WithTimeout(s_limit).OutcomesAsync().InTime();
        AssertOnlyTheLateFailed(outcomes, log);
        Assert.Equal(7, await Faults.EchoAsync(7).InTime());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task E14_OneItemInAProcessOfItsOwnIsLate_OnlyItFailsAndNoneRunsTwice(bool listens)
    {
        using var log = new TempFolder();
        Outcome<int>[] outcomes = await NoteFreshAll(Enumerable.Range(0, 5).Select(number => (number, log.Path, listens)))
            .WithTimeout(s_limit).OutcomesAsync().InTime();
        AssertOnlyTheLateFailed(outcomes, log);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task E18_MemoryLimitPassed_WorkersAreRecycledBetweenCallsAndNoCallIsLost(int chunk)
    {
        ProcessPool.Configure(Faults.Pool, static options => (options.Workers, options.MaxWorkerMemoryMegabytes) = (2, 200));
        (int Number, int ProcessId)[] results = await HoardAll(Enumerable.Range(0, 24).Select(static number => (number, 60)))
            .WithChunkSize(chunk).ToArrayAsync().InTime();
        Assert.Equal(Enumerable.Range(0, 24), results.Select(static result => result.Number));
        ProcessPoolSnapshot snapshot = ProcessPool.Get(Faults.Pool).GetSnapshot();
        Assert.Equal((24L, 0L, 0L), (snapshot.Completed, snapshot.Failed, snapshot.Crashed));
        Assert.True(snapshot.Recycled > 0, "24 calls kept 60 MiB each, and no worker was recycled.");
    }

    private static void AssertOnlyTheLateFailed(Outcome<int>[] outcomes, TempFolder log)
    {
        Assert.IsType<TimeoutException>(outcomes[Late].Error);
        Assert.Equal(
            Enumerable.Range(0, outcomes.Length).Where(static number => number != Late),
            outcomes.Where(static outcome => outcome.Succeeded).Select(static outcome => outcome.Value));
        IEnumerable<int> ran = Directory.EnumerateFiles(log.Path).SelectMany(File.ReadAllLines).Select(int.Parse).Order();
        Assert.Equal(Enumerable.Range(0, outcomes.Length), ran);
    }

    private static void Wait(CancellationToken cancel) => cancel.WaitHandle.WaitOne(Deadline.Limit);
}
