using System.Diagnostics;
using System.Globalization;

namespace ParallelGen.EndToEnd.Launching;

/// <summary>However the program ends, its workers end with it and leave nothing behind.</summary>
public sealed class WorkerEndTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("spin")]
    [InlineData("block")]
    [InlineData("idle")]
    public async Task Parent_Killed_EveryWorkerIsGone(string state)
    {
        using var folder = new TempFolder();
        using ChildProcess parent = Built.Start("EntryApp", Host.Apphost, ["hold", state], start => start.Environment["TMPDIR"] = folder.Path);
        int[] workers = await ReadProcessesAsync(parent, "idle");
        if (state != "idle")
        {
            Assert.Equal(workers.Order(), (await ReadProcessesAsync(parent, "busy")).Order());
        }

        Assert.All(workers, worker => Assert.True(ProcessTable.IsAlive(worker)));
        var clock = Stopwatch.StartNew();
        parent.Kill();
        try
        {
            await Deadline.UntilAsync(() => !workers.Any(ProcessTable.IsAlive), "both workers are gone");
        }
        finally
        {
            // A worker that failed the test must not spin on for ever.
            Array.ForEach(Array.FindAll(workers, ProcessTable.IsAlive), worker => Process.GetProcessById(worker).Kill());
        }

        output.WriteLine($"Workers in state '{state}' were gone {clock.Elapsed.TotalMilliseconds:f1} ms after SIGKILL of their parent.");
    }

    [Theory]
    [InlineData("leave")]
    [InlineData("spare")]
    public async Task Parent_ReturnsFromMainWithoutDispose_NoOrphanAndNoFileIsLeft(string mode)
    {
        using var folder = new TempFolder();
        using ChildProcess parent = Built.Start("EntryApp", Host.Apphost, [mode], start => start.Environment["TMPDIR"] = folder.Path);
        int[] workers = [.. (await parent.FinishAsync())["idle"].Select(Parse)];
        Assert.Equal(2, workers.Length);
        await Deadline.UntilAsync(() => !workers.Any(ProcessTable.IsAlive), "both workers are gone");
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("where")]
    [InlineData("die")]
    public async Task Pool_Used_NoFileIsLeft(string mode)
    {
        using var folder = new TempFolder();
        using ChildProcess parent = Built.Start("LibraryApp", Host.Muxer, [mode], start => start.Environment["TMPDIR"] = folder.Path);
        ILookup<string, string> lines = await parent.FinishAsync();
        Assert.Equal("True", Assert.Single(lines["isworker"]));
        await Deadline.UntilAsync(() => !Directory.EnumerateFileSystemEntries(folder.Path).Any(), "the temp folder is empty");
    }

    [Fact]
    public async Task Pool_WorkerDies_OnlyItsCallFails()
    {
        using ChildProcess parent = Built.Start("LibraryApp", Host.Apphost, ["die"]);
        ILookup<string, string> lines = await parent.FinishAsync();
        Assert.Equal("9", Assert.Single(lines["crashed"]));
        Assert.Equal("True", Assert.Single(lines["isworker"]));
    }

    private static int Parse(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The ids in the next two lines with this key.</summary>
    private static async Task<int[]> ReadProcessesAsync(ChildProcess process, string key)
    {
        var found = new List<int>();
        while (found.Count < 2)
        {
            string[] line = (await process.ReadLineAsync()).Split(' ');
            if (line[0] == key)
            {
                found.Add(Parse(line[1]));
            }
        }

        return [.. found];
    }
}
