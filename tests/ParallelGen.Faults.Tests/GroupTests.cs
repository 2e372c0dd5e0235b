using System.Runtime.InteropServices;

namespace ParallelGen.FaultTests;

/// <summary>Ctrl-C, which the terminal sends to a program and to all that it has started: only the program decides what that means.</summary>
public sealed partial class GroupTests : FaultTest
{
    private const int Queued = 12;

    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static int HoldCore(int number, string folder)
    {
        Sign.Give(Path.Combine(folder, $"began{number}"));
        Sign.Await(Path.Combine(folder, "go"));
        return number;
    }

    /// <summary>A program of its own, with two workers that are busy and more to do, and a terminal's habits: a group, and SIGINT ends it unless it minds.</summary>
    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static int[] LeadCore(string folder, bool minds)
    {
        _ = setsid();
        if (!minds)
        {
            // What every program does that was not told otherwise; this one is a worker itself, and ignores it.
            _ = signal(Faults.Interrupt, 0);
        }

        ProcessPool.Configure(Faults.Pool, static options => options.Workers = 2);
        Task<int[]> calls = Task.WhenAll(Enumerable.Range(0, 2 + Queued).Select(number => HoldAsync(number, folder)));
        Sign.Await(Path.Combine(folder, "began0"));
        Sign.Await(Path.Combine(folder, "began1"));
        Sign.Give(Path.Combine(folder, "ready"));
#pragma warning disable PGEN303 // a worker that is held is what this is about
        return calls.GetAwaiter().GetResult();
#pragma warning restore PGEN303
    }

    [LibraryImport("libc")]
    private static partial int setsid();

    [LibraryImport("libc")]
    private static partial nint signal(int number, nint handler);

    [Fact]
    public async Task L12_CtrlCToTheGroup_AllAreGoneAndNothingQueuedStarts()
    {
        using var folder = new TempFolder();
        Task<int[]> leading = LeadAsync(folder.Path, minds: false);
        int leader = await Sign.SeenAsync(folder.File("ready"));
        int[] workers = [.. Children.Of(leader)];
        Assert.Equal(2, workers.Length);
        Faults.Signal(-leader, Faults.Interrupt);
        WorkerCrashedException error = await Assert.ThrowsAsync<WorkerCrashedException>(() => leading.InTime());
        Assert.Equal((leader, Faults.Interrupt), (error.ProcessId, error.Signal));
        try
        {
            await Deadline.UntilAsync(() => !workers.Any(ProcessTable.IsAlive), "its workers are gone");
        }
        finally
        {
            // One that failed the test must not wait on.
            Array.ForEach(workers, static worker => Faults.Signal(worker, Faults.Kill));
        }

        Assert.Equal(["began0", "began1", "ready"], Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task L12_CtrlCToAGroupWhoseProgramGoesOn_WorkersGoOnToo()
    {
        using var folder = new TempFolder();
        Task<int[]> leading = LeadAsync(folder.Path, minds: true);
        int leader = await Sign.SeenAsync(folder.File("ready"));
        int[] workers = [.. Children.Of(leader)];
        Faults.Signal(-leader, Faults.Interrupt);
        Assert.All(workers, static worker => Assert.True(ProcessTable.IsAlive(worker)));
        Sign.Give(folder.File("go"));
        Assert.Equal(Enumerable.Range(0, 2 + Queued), await leading.InTime());
    }
}
