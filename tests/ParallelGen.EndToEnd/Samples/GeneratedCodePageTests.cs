using System.Text.RegularExpressions;
using ParallelGen.EndToEnd.Launching;

namespace ParallelGen.EndToEnd.Samples;

/// <summary>docs/generated-code.md quotes what the generator really writes for a sample.</summary>
public sealed partial class GeneratedCodePageTests
{
    [Fact]
    public void EveryQuotedBlock_IsInTheGeneratedFilesOfQuickstart()
    {
        string[] quotes = Quotes();
        string[] generated = [.. Generated("*.g.cs")];

        Assert.InRange(quotes.Length, 5, 50);
        Assert.All(quotes, quote => Assert.Contains(generated, text => text.Contains(quote, StringComparison.Ordinal)));
    }

    [Fact]
    public void TheFileOfTheMethod_IsQuotedFromTheFirstLineToTheLast()
    {
        string file = Assert.Single(Generated("Quickstart.Metrics.Measure_*.g.cs"));
        string quoted = string.Concat(Quotes().Where(quote => file.Contains(quote, StringComparison.Ordinal)));

        Assert.Equal(Lines(file), Lines(quoted));
    }

    private static string[] Quotes() =>
        [.. Block().Matches(File.ReadAllText(Path.Combine(SampleProgram.Folder, "../../../docs/generated-code.md")).ReplaceLineEndings("\n")).Select(match => match.Groups[1].Value)];

    private static IEnumerable<string> Generated(string name) =>
        Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(Built.Project("Quickstart"))!, "obj", Built.Configuration), name, SearchOption.AllDirectories)
            .Where(file => file.Contains("ParallelGen.Generators", StringComparison.Ordinal))
            .Select(file => File.ReadAllText(file).ReplaceLineEndings("\n"));

    /// <summary>Without the empty lines, which a quote may begin or end with or not.</summary>
    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex("```csharp generated\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
