
namespace ParallelGen.FaultTests;

/// <summary>Surroundings in which others fail. Those of the program itself, its path and its home, are in UnusualPlaceTests beside the programs.</summary>
public sealed partial class PlaceTests : FaultTest
{
    /// <summary>A socket's path has 108 characters at most.</summary>
    private const int LongName = 200;

    private static readonly string s_awkward = $"a b ä 漢 '\" {new string('x', LongName)}";

    /// <summary>Where it runs, and a pool of its own there.</summary>
    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static async Task<(string Temp, string Current, int Echo)> LookAroundCore() =>
        (Path.GetTempPath(), Environment.CurrentDirectory, await Faults.EchoAsync(7));

    [Fact]
    public async Task L16_TempFolderIsLongerThanASocketPathAllows_WorkersOfWorkersRun()
    {
        using var folder = new TempFolder();
        string temp = Directory.CreateDirectory(folder.File(s_awkward)).FullName;
        ProcessPool.Configure(Faults.Pool, options => options.Environment["TMPDIR"] = temp);
        (string seen, _, int echo) = await LookAroundAsync().InTime();
        Assert.Equal((temp + Path.DirectorySeparatorChar, 7), (seen, echo));
        await ProcessPool.Get(Faults.Pool).ShutdownAsync(cancelPending: false).InTime();
        Assert.Empty(Directory.EnumerateFileSystemEntries(temp, "parallelgen-*"));
    }

    [Fact]
    public async Task L16_TempFolderIsMissing_WorkersOfWorkersRun()
    {
        using var folder = new TempFolder();
        ProcessPool.Configure(Faults.Pool, options => options.Environment["TMPDIR"] = folder.File("missing"));
        Assert.Equal(7, (await LookAroundAsync().InTime()).Echo);
    }

    [Fact]
    public async Task L16_NoHomeAndACurrentFolderThatCannotBeWritten_WorkersOfWorkersRun()
    {
        ProcessPool.Configure(Faults.Pool, static options =>
        {
            options.WorkingDirectory = "/proc";
            options.Environment["HOME"] = null;
        });
        (_, string current, int echo) = await LookAroundAsync().InTime();
        Assert.Equal(("/proc", 7), (current, echo));
    }

    [Fact]
    public async Task L16_CurrentFolderWithSpacesAndOtherLetters_WorkersOfWorkersRun()
    {
        using var folder = new TempFolder();
        string current = Directory.CreateDirectory(folder.File(s_awkward)).FullName;
        ProcessPool.Configure(Faults.Pool, options => options.WorkingDirectory = current);
        (_, string seen, int echo) = await LookAroundAsync().InTime();
        Assert.Equal((current, 7), (seen, echo));
    }
}
