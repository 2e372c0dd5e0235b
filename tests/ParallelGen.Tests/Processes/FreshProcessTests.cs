using System.Diagnostics;
using System.Globalization;

namespace ParallelGen.Tests.Processes;

/// <summary>Fresh processes for real: isolation, blame, cancellation, and an end for each of them.</summary>
public sealed class FreshProcessTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(30);
    private readonly string _folder = Directory.CreateTempSubdirectory("parallelgen-test-").FullName;

    public ValueTask InitializeAsync()
    {
        ProcessPool.Configure(ProbeCall.Pool, options => (options.Workers, options.KillGraceMilliseconds) = (2, 100));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        await ProcessPool.Get(ProbeCall.Pool).ShutdownAsync(cancelPending: true).WaitAsync(s_deadline);
        ProcessPool.Reset(ProbeCall.Pool);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Calls_OneAfterTheOther_SeeNothingOfEachOther(int spares)
    {
        const int Calls = 10;
        ProcessPool.Configure(ProbeCall.Pool, options => (options.Workers, options.Spares) = (2, spares));
        var processes = new HashSet<string>();
        var clock = Stopwatch.StartNew();
        TimeSpan first = default;
        for (int call = 0; call < Calls; call++)
        {
            first = call == 1 ? clock.Elapsed : first;
            string[] seen = (await ProbeCall.RunFreshAsync("look").WaitAsync(s_deadline))!.Split(' ');
            Assert.Equal("1", seen[0]);
            Assert.True(processes.Add(seen[1]), "no process serves twice");
        }

        double rate = (Calls - 1) / (clock.Elapsed - first).TotalSeconds;
        output.WriteLine($"Fresh processes, {spares} spare(s): first result after {first.TotalMilliseconds:f0} ms, then {rate:f1} calls a second one after the other.");
    }

    [Fact]
    public async Task Batch_InChunks_HasAProcessForEachItemAndNeverMoreThanWorkers()
    {
        var clock = Stopwatch.StartNew();
        string?[] results = await ProbeCall.FreshAll(Enumerable.Repeat("look", 20)).WithChunkSize(4).ToArrayAsync().WaitAsync(s_deadline);
        output.WriteLine($"Fresh processes, a batch of 20 calls, two at a time, one spare: {20 / clock.Elapsed.TotalSeconds:f1} calls a second.");
        Assert.Equal(20, results.Select(result => result!.Split(' ')[1]).Distinct().Count());
        Assert.All(results, result => Assert.StartsWith("1 ", result, StringComparison.Ordinal));
        Assert.InRange(MostAtOnce(results), 1, 2);
    }

    /// <summary>The mark that the call has begun may be among what it destroys: it is not run again all the same.</summary>
    [Fact]
    public async Task C05_MethodScribblesOverSharedMemoryAndDies_FailsOnlyItsCallAndIsNotRepeated()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the memory has another name.");
        for (int seed = 0; seed < 12; seed++)
        {
            string file = Path.Combine(_folder, $"scribble-{seed}");
            Task<string?> other = ProbeCall.RunFreshAsync("look");
            await Assert.ThrowsAsync<WorkerCrashedException>(() => ProbeCall.RunFreshAsync($"scribble {file} {seed}").WaitAsync(s_deadline));
            // Once. It may be killed before it is done: the parent sees the damage as soon as there is some.
            Assert.Contains(await File.ReadAllTextAsync(file), (string[])["begun ", "begun spoilt "]);
            Assert.StartsWith("1 ", await other.WaitAsync(s_deadline), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Batch_OfDegreeOne_NeverOverlaps() =>
        Assert.Equal(1, MostAtOnce(await ProbeCall.FreshAll(Enumerable.Repeat("look", 6)).WithDegreeOfParallelism(1).ToArrayAsync().WaitAsync(s_deadline)));

    [Fact]
    public async Task Batch_SomeThrowAndSomeDie_EachErrorIsItsOwn()
    {
        Outcome<string?>[] outcomes = await ProbeCall.FreshAll(["look", "exit 3", "throw nonsense", "look"]).OutcomesAsync().WaitAsync(s_deadline);
        Assert.Equal([true, false, false, true], outcomes.Select(outcome => outcome.Succeeded));
        Assert.Equal(3, Assert.IsType<WorkerCrashedException>(outcomes[1].Error).ExitCode);
        Assert.Equal("nonsense", Assert.IsType<InvalidDataException>(outcomes[2].Error).Message);
        ProcessPoolSnapshot snapshot = ProcessPool.Get(ProbeCall.Pool).GetSnapshot();
        Assert.Equal((4L, 2L, 1L, 3L), (snapshot.Completed, snapshot.Failed, snapshot.Crashed, snapshot.Recycled));
    }

    [Theory]
    [InlineData("spin")]
    [InlineData("wait")]
    public async Task Call_CancelledWhileItRuns_EndsAndTheNextRuns(string how)
    {
        string file = Path.Combine(_folder, how);
        using var cancel = new CancellationTokenSource();
        Task<string?> call = ProbeCall.RunFreshAsync($"{how} {file}", cancel.Token);
        ScriptedPool.Until(() => File.Exists(file), "the call runs");
        await cancel.CancelAsync();
        OperationCanceledException error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(s_deadline));
        Assert.Equal(cancel.Token, error.CancellationToken);
        Assert.StartsWith("1 ", await ProbeCall.RunFreshAsync("look").WaitAsync(s_deadline), StringComparison.Ordinal);
        ScriptedPool.Until(() => ProcessPool.Get(ProbeCall.Pool).GetSnapshot().Busy == 0, "the cancelled call has left its process");
        Assert.Equal(1, ProcessPool.Get(ProbeCall.Pool).GetSnapshot().Abandoned);
    }

    [Fact]
    public async Task Spare_ReadyBeforeTheSecondCall_ServesItAndShutdownEndsTheNext()
    {
        await ProbeCall.RunFreshAsync("look").WaitAsync(s_deadline);
        ProcessPool pool = ProcessPool.Get(ProbeCall.Pool);
        ScriptedPool.Until(() => pool.GetSnapshot().Workers.Count == 1, "the spare is ready");
        int spare = pool.GetSnapshot().Workers[0].ProcessId;
        var clock = Stopwatch.StartNew();
        string[] seen = (await ProbeCall.RunFreshAsync("look").WaitAsync(s_deadline))!.Split(' ');
        output.WriteLine($"Fresh processes: a call that found a spare ready took {clock.Elapsed.TotalMilliseconds:f1} ms.");
        Assert.Equal(["1", spare.ToString(CultureInfo.InvariantCulture)], seen[..2]);

        ScriptedPool.Until(() => pool.GetSnapshot().Workers is [{ } next] && next.ProcessId != spare, "the next spare is ready");
        int last = pool.GetSnapshot().Workers[0].ProcessId;
        await pool.ShutdownAsync(cancelPending: false).WaitAsync(s_deadline);
        Assert.False(Directory.Exists($"/proc/{last}"), "the spare is gone");
        await Assert.ThrowsAsync<ObjectDisposedException>(() => ProbeCall.RunFreshAsync("look").WaitAsync(s_deadline));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => ProbeCall.FreshAll(["look"]).ToArrayAsync().WaitAsync(s_deadline));
    }

    [Fact]
    public async Task WarmUpAsync_FreshProcessesWereUsed_StartsTheirSparesToo()
    {
        await ProbeCall.RunFreshAsync("look").WaitAsync(s_deadline);
        await ProcessPool.Get(ProbeCall.Pool).WarmUpAsync().WaitAsync(s_deadline);
        Assert.Equal([0, 1], ProcessPool.Get(ProbeCall.Pool).GetSnapshot().Workers.Take(2).Select(worker => worker.Index));
        Assert.Equal(3, ProcessPool.Get(ProbeCall.Pool).GetSnapshot().Workers.Count);
    }

    [Fact]
    public async Task Call_MethodAsksForAThread_RunsOnOneSoMadeInACleanContext()
    {
        // Two million steps of 32 bytes or more: no default stack holds a fifth of them.
        var lane = ParallelGen.Processes.ProcessLane<DeepCall, int, string?>.Pooled;
        string? deep = await lane.RunAsync(2_000_000, default).WaitAsync(s_deadline);
        Assert.StartsWith($"2000000 {DeepCall.ThreadName} BelowNormal ", deep, StringComparison.Ordinal);
        for (int call = 0; call < 3; call++)
        {
            Assert.EndsWith($" {CultureInfo.CurrentCulture.Name} nothing", await lane.RunAsync(call, default).WaitAsync(s_deadline), StringComparison.Ordinal);
        }
    }

    /// <summary>How many of the calls were there at the same time, by the clock that all processes share.</summary>
    private static int MostAtOnce(string?[] results)
    {
        (long Begin, long End)[] spans = [.. results.Select(result => result!.Split(' ')).Select(parts => (Parse(parts[2]), Parse(parts[3])))];
        return spans.Max(span => spans.Count(other => other.Begin <= span.Begin && span.Begin < other.End));
    }

    private static long Parse(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
