using System.Text.Json;
using ParallelGen.Processes.Launching;

namespace ParallelGen.Tests.Processes;

public sealed class RuntimeConfigFileTests
{
    [Fact]
    public void For_APlanWithAFile_UsesAndKeepsIt()
    {
        string path = Path.GetTempFileName();
        try
        {
            using (RuntimeConfigFile file = RuntimeConfigFile.For(new HostFiles(path, null, "ParallelGen.dll", [])))
            {
                Assert.Equal(path, file.Path);
            }

            Assert.True(File.Exists(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void For_APlanWithFrameworksOnly_WritesThemAndDeletesTheFile()
    {
        string path;
        using (RuntimeConfigFile file = RuntimeConfigFile.For(new HostFiles(null, null, "ParallelGen.dll", [("A.\"quoted\"", "1.2.3"), ("B", "4")])))
        {
            path = file.Path;
            using JsonDocument json = JsonDocument.Parse(File.ReadAllText(path));
            JsonElement frameworks = json.RootElement.GetProperty("runtimeOptions").GetProperty("frameworks");
            Assert.Equal(2, frameworks.GetArrayLength());
            Assert.Equal("A.\"quoted\"", frameworks[0].GetProperty("name").GetString());
            Assert.Equal("1.2.3", frameworks[0].GetProperty("version").GetString());
        }

        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Dispose_Twice_IsHarmless()
    {
        RuntimeConfigFile file = RuntimeConfigFile.For(new HostFiles(null, null, "ParallelGen.dll", [("A", "1")]));
        file.Dispose();
        file.Dispose();
        Assert.False(File.Exists(file.Path));
    }

    [Fact]
    public void For_APlanWithNeither_SaysWhatWasLookedFor()
    {
        WorkerStartException error = Assert.Throws<WorkerStartException>(
            () => RuntimeConfigFile.For(new HostFiles(null, null, "ParallelGen.dll", [])));
        Assert.Contains("No runtimeconfig.json", error.Message, StringComparison.Ordinal);
    }
}
