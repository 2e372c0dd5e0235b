using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Tests.WireTypes;

namespace ParallelGen.Generators.Tests.Rules;

/// <summary>
/// Programs that nobody expects (Programs/*.cs). For each there are two outcomes: the rules of its first line are reported, or
/// what is generated compiles without a warning and, where the program has a <c>Probe</c>, gives the right result.
/// </summary>
public partial class OddProgramTests
{
    private const string Usings = "using System.Diagnostics.CodeAnalysis;\nusing ParallelGen;\n";

    public static TheoryData<string> Programs =>
        [.. Directory.EnumerateFiles(RepositoryFolder.PathOf("tests", "ParallelGen.Generators.Tests", "Rules", "Programs"), "*.cs")
            .Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Program_Odd_IsRefusedOrWorks(string name)
    {
        string text = await ReadAsync(name);
        string expected = Expectation().Match(text).Groups[1].Value;
        UserProject project = await BuildAsync(text);

        AssertRefusedOrSound(expected, project);
        if (expected.Length == 0)
        {
            // A program without a result is only compiled; the generator must have made something of it all the same.
            Assembly assembly = project.Run.Load();
            Assert.Contains(assembly.GetTypes(), t => t.Namespace == "ParallelGen.Generated" && t.IsSubclassOf(typeof(CompilerServices.CallTable)));
            AssertGivesItsResult(assembly);
        }
    }

    /// <summary>The same programs on threads, where nothing crosses: the rules of processes are silent.</summary>
    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Program_OddOnThreads_IsRefusedOrWorks(string name)
    {
        string text = await ReadAsync(name);
        string expected = ExpectationOnThreads().Match(text) is { Success: true } own
            ? own.Groups[1].Value
            : string.Join(", ", Expectation().Match(text).Groups[1].Value.Split(", ").Where(id => id is not ("PGEN002" or "PGEN004" or "PGEN005") && !id.StartsWith("PGEN1", StringComparison.Ordinal)));
        UserProject project = await BuildAsync(text.Replace("Model.ProcessPool", "Model.Thread", StringComparison.Ordinal));

        AssertRefusedOrSound(expected, project);
        if (expected.Length == 0)
        {
            Assert.NotEmpty(project.Run.Files);
            AssertGivesItsResult(project.Run.Load());
        }
    }

    private static Task<string> ReadAsync(string name) => File.ReadAllTextAsync(
        RepositoryFolder.PathOf("tests", "ParallelGen.Generators.Tests", "Rules", "Programs", name + ".cs"), TestContext.Current.CancellationToken);

    private static Task<UserProject> BuildAsync(string text)
    {
        OutputKind kind = text.Contains("// Program\n", StringComparison.Ordinal) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        return UserProject.BuildAsync([.. text.Split("// File\n").Select(WithUsings)], kind, text.Contains("// Checked\n", StringComparison.Ordinal));
    }

    private static void AssertRefusedOrSound(string expected, UserProject project)
    {
        Assert.True(expected == project.Rules, $"Expected '{expected}', reported:\n{string.Join("\n", project.Reported)}");
        Assert.True(project.BroughtIn.Count == 0, string.Join("\n", project.BroughtIn));
        Assert.True(expected.Length > 0 || project.AllErrors.Count == 0, string.Join("\n", project.AllErrors));
    }

    private static void AssertGivesItsResult(Assembly assembly)
    {
        if (assembly.GetTypes().SingleOrDefault(t => t.Name == "Probe") is not Type probe)
        {
            return;
        }

        object? Get(string name) => probe.GetProperty(name)!.GetValue(null, BindingFlags.DoNotWrapExceptions, null, null, null);
        string call = probe.GetField("Call")?.GetRawConstantValue() as string ?? "";
        Assert.Equal(StateDump.Of(Get("Result")), StateDump.Of(InProcessCall.Run(assembly, call, Get("Input"))));
    }

    /// <summary>Directives and global usings come before other usings.</summary>
    private static string WithUsings(string text)
    {
        string head = string.Concat(Head().Matches(text).Select(m => m.Value));
        return head + Usings + text[head.Length..];
    }

    [GeneratedRegex(@"^// Reports: (.*)", RegexOptions.Multiline)]
    private static partial Regex Expectation();

    [GeneratedRegex(@"^// On threads: (.*)", RegexOptions.Multiline)]
    private static partial Regex ExpectationOnThreads();

    [GeneratedRegex(@"\G(?:#define|#undef|//|global using) ?[^\n]*\n")]
    private static partial Regex Head();
}
