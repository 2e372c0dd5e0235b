using System.Collections;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ParallelGen.FaultTests;

/// <summary>Nobody else gets at what a process and its workers say to one another: docs/security.md.</summary>
public sealed partial class DoorTests : FaultTest
{
    /// <summary>What programs inherit whatever happens: what this process was started with.</summary>
    private static readonly string[] s_usual = Inherited();

    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static string[] InheritedByAChildCore() => Inherited();

    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static (string[] Targets, string[] Words, Dictionary<string, string> Variables) LookAroundCore() => (
        [.. DescriptorTable.Of("self")],
        File.ReadAllText("/proc/self/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries),
        Variables());

    [Fact]
    public async Task Worker_StartsAProgram_ItInheritsNothingOfTheChannel()
    {
        Assert.Equal(s_usual, await InheritedByAChildAsync().InTime());
    }

    [Fact]
    public async Task Process_StartsProgramsWhileWorkersStart_TheyInheritNothingOfTheChannels()
    {
        using var over = new CancellationTokenSource();
        Task<List<string[]>> starting = Task.Run(() =>
        {
            var seen = new List<string[]>();
            while (!over.IsCancellationRequested || seen.Count < 20)
            {
                seen.Add(Inherited());
            }

            return seen;
        });
        for (int i = 0; i < 5; i++)
        {
            await ProcessPool.Get(Faults.Pool).WarmUpAsync().InTime();
            await ProcessPool.Get(Faults.Pool).ShutdownAsync(cancelPending: true).InTime();
            ProcessPool.Reset(Faults.Pool);
        }

        await over.CancelAsync();
        Assert.All(await starting.InTime(), static inherited => Assert.Equal(s_usual, inherited));
    }

    /// <summary>The memory has no name, and once both have mapped it no descriptor either through which another process of this user could open it.</summary>
    [Fact]
    public async Task Memory_OnceItIsShared_CannotBeOpenedThroughAnybodysDescriptors()
    {
        (string[] targets, _, _) = await LookAroundAsync().InTime();
        Assert.DoesNotContain(targets, IsShared);
        Assert.DoesNotContain(DescriptorTable.Of("self"), IsShared);

        // It is there all the same.
        Assert.Contains("memfd:parallelgen", await File.ReadAllTextAsync("/proc/self/maps"), StringComparison.Ordinal);

        static bool IsShared(string target) => target.Contains("parallelgen", StringComparison.Ordinal);
    }

    /// <summary>What every user of the machine may read says how the worker was started, and nothing by which one could speak to it.</summary>
    [Fact]
    public async Task Worker_CommandLineAndEnvironment_HoldNothingSecret()
    {
        (_, string[] words, Dictionary<string, string> variables) = await LookAroundAsync().InTime();
        Assert.Equal("exec", words[1]);
        Assert.Equal("parallelgen-worker", words[^1]);
        Assert.All(words[2..^1], static word => Assert.True(word.StartsWith("--", StringComparison.Ordinal) || File.Exists(word), word));

        Dictionary<string, string> own = Variables();
        Assert.Equal(
            ["DOTNET_GCRetainVM=1", "DOTNET_gcServer=0"],
            variables.Where(variable => own.GetValueOrDefault(variable.Key) != variable.Value)
                .Select(static variable => $"{variable.Key}={variable.Value}").Order(StringComparer.Ordinal));
    }

    /// <summary>
    /// Pipes, sockets and memory that a program has inherited, but for its standard three. Files are not counted: the runtime itself opens the
    /// assemblies that it loads in two steps, between which another thread may start a program.
    /// </summary>
    private static string[] Inherited()
    {
        using var list = Process.Start(new ProcessStartInfo("ls", ["-l", "/proc/self/fd"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        string[] lines = list.StandardOutput.ReadToEnd().Split('\n');
        list.WaitForExit();
        return [.. from line in lines
                   let entry = Entry().Match(line)
                   where entry.Success && int.Parse(entry.Groups["number"].Value, CultureInfo.InvariantCulture) > 2
                   select entry.Groups["target"].Value];
    }

    [GeneratedRegex(@" (?<number>\d+) -> (?<target>(pipe|socket|anon_inode|/memfd):.*)")]
    private static partial Regex Entry();

    private static Dictionary<string, string> Variables() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(static entry => (string)entry.Key, static entry => (string?)entry.Value ?? "");
}
