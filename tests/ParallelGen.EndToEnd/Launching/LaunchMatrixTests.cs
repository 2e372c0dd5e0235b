using System.Globalization;
using Apps;

namespace ParallelGen.EndToEnd.Launching;

/// <summary>Where the annotated method lies × how the program is started.</summary>
public sealed class LaunchMatrixTests
{
    [Theory]
    [InlineData("EntryApp", Host.Run)]
    [InlineData("EntryApp", Host.Muxer)]
    [InlineData("EntryApp", Host.Apphost)]
    [InlineData("LibraryApp", Host.Run)]
    [InlineData("LibraryApp", Host.Muxer)]
    [InlineData("LibraryApp", Host.Apphost)]
    public async Task Call_FromAnApp_RunsInAWorkerWithoutRunningMain(string app, Host host)
    {
        using var folder = new TempFolder();
        using ChildProcess process = Built.Start(app, host, ["where"], start => start.Environment["APPS_MAIN_LOG"] = folder.File("main"));
        ILookup<string, string> lines = await process.FinishAsync();

        string main = Assert.Single(lines["main"]);
        Assert.Equal([main], await File.ReadAllLinesAsync(folder.File("main")));
        string worker = Assert.Single(lines["worker"]);
        Assert.NotEqual(main, worker);
        Assert.Equal("True", Assert.Single(lines["isworker"]));
        Assert.Equal(app, Assert.Single(lines["entry"]));
        Assert.Equal(Path.GetDirectoryName(Built.Assembly(app)) + "/", Assert.Single(lines["base"]));
        Assert.False(ProcessTable.IsAlive(int.Parse(worker, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Call_FromTheTestHost_MethodOfTheTestAssemblyRunsInAWorker()
    {
        (int process, bool isWorker, string entry, string directory) = await HostWork.WhereAsync().InTime();
        Assert.NotEqual(Environment.ProcessId, process);
        Assert.True(isWorker);
        Assert.Equal("ParallelGen.EndToEnd", entry);
        Assert.Equal(AppContext.BaseDirectory, directory);
    }

    [Fact]
    public async Task Call_FromTheTestHost_MethodOfALibraryRunsInAWorker()
    {
        Place place = await Places.WhereAsync().InTime();
        Assert.NotEqual(Environment.ProcessId, place.ProcessId);
        Assert.True(place.IsWorker);
        Assert.Equal("ParallelGen.EndToEnd", place.EntryAssembly);
        Assert.Equal(AppContext.BaseDirectory, place.BaseDirectory);
    }
}
