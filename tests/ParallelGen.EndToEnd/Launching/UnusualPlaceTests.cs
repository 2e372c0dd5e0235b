namespace ParallelGen.EndToEnd.Launching;

/// <summary>Programs in places and surroundings that others trip over.</summary>
public sealed class UnusualPlaceTests
{
    [Theory]
    [InlineData(Host.Muxer)]
    [InlineData(Host.Apphost)]
    public async Task Call_PathWithSpacesAndNonAscii_Works(Host host)
    {
        using var folder = new TempFolder();
        string assembly = CopyApp("LibraryApp", folder.File("Straße mit Leerzeichen 漢字 'n' \"q\" $x;y"));
        using ChildProcess process = Built.Start(assembly, "LibraryApp", host, ["where"]);
        ILookup<string, string> lines = await process.FinishAsync();
        Assert.Equal("True", Assert.Single(lines["isworker"]));
        Assert.Equal(Path.GetDirectoryName(assembly) + "/", Assert.Single(lines["base"]));
    }

    [Fact]
    public async Task Call_CurrentDirectoryCannotBeWritten_Works()
    {
        using ChildProcess process = Built.Start("EntryApp", Host.Apphost, ["where"], start => start.WorkingDirectory = "/proc");
        ILookup<string, string> lines = await process.FinishAsync();
        Assert.Equal("/proc", Assert.Single(lines["current"]));
    }

    [Fact]
    public async Task Call_NoHome_Works()
    {
        using ChildProcess process = Built.Start("EntryApp", Host.Apphost, ["where"], start => start.Environment.Remove("HOME"));
        Assert.Equal("True", Assert.Single((await process.FinishAsync())["isworker"]));
    }

    [Theory]
    [InlineData("1", "False")]
    [InlineData("0", "True")]
    public async Task Call_InlineIsAskedForByVariable_StartsNoWorker(string value, string isWorker)
    {
        using ChildProcess process = Built.Start("EntryApp", Host.Apphost, ["where"], start => start.Environment["PARALLELGEN_INLINE"] = value);
        ILookup<string, string> lines = await process.FinishAsync();
        Assert.Equal(isWorker, Assert.Single(lines["isworker"]));
        Assert.Equal(isWorker == "False", Assert.Single(lines["worker"]) == $"{process.ProcessId}");
    }

    [Fact]
    public async Task Call_RuntimeConfigIsGone_WorksWithOneOfItsOwnAndLeavesNoFile()
    {
        using var folder = new TempFolder();
        using var temp = new TempFolder();
        string assembly = CopyApp("EntryApp", folder.File("app"));
        using ChildProcess process = Built.Start(
            assembly, "EntryApp", Host.Apphost, ["where-without", Path.ChangeExtension(assembly, ".runtimeconfig.json")], start => start.Environment["TMPDIR"] = temp.Path);
        Assert.Equal("True", Assert.Single((await process.FinishAsync())["isworker"]));
        Assert.Empty(Directory.EnumerateFileSystemEntries(temp.Path));
    }

    [Fact]
    public async Task Call_AssemblyLoadedFromMemory_IsRefusedByName()
    {
        using ChildProcess process = Built.Start("LibraryApp", Host.Muxer, ["memory"]);
        string refusal = Assert.Single((await process.FinishAsync())["refused"]);
        Assert.Contains("AnnotatedLibrary", refusal, StringComparison.Ordinal);
        Assert.Contains("loaded from memory", refusal, StringComparison.Ordinal);
    }

    /// <summary>Copies an app's output and returns the assembly's new path.</summary>
    private static string CopyApp(string app, string target)
    {
        string assembly = Built.Assembly(app);
        Directory.CreateDirectory(target);
        foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(assembly)!))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }

        return Path.Combine(target, Path.GetFileName(assembly));
    }
}
