using System.Globalization;
using System.Text.RegularExpressions;

namespace ParallelGen.EndToEnd.Samples;

/// <summary>The README's main command: every file measured, in order, and the two bad ones named.</summary>
public sealed partial class QuickstartTests
{
    [Fact]
    public async Task Quickstart_OverAFixedFolder_PrintsTheExpectedText()
    {
        string output = await SampleProgram.RunAsync("Quickstart", Path.Combine(SampleProgram.Folder, "Input"));
        Assert.Equal(SampleProgram.Expected("Quickstart"), Time().Replace(output, "<time>"));
    }

    [Fact]
    public async Task Quickstart_OverTheRepository_MeasuresEveryFileAndNamesTheTwoErrors()
    {
        string repository = Path.GetFullPath("../../..", SampleProgram.Folder);
        string[] files = [.. Directory.EnumerateFiles(repository, "*.cs", SearchOption.AllDirectories).Where(file => IsSource(file, repository))];
        int lines = files.Sum(file => File.ReadAllBytes(file).Count(value => value == '\n'));

        string[] output = (await SampleProgram.RunAsync("Quickstart")).Split('\n');

        int[] complexities = [.. output[1..11].Select(line => int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture))];
        Assert.Equal(complexities.OrderDescending(), complexities);
        Assert.True(complexities[^1] > 1);

        Match totals = Totals().Match(output[11]);
        Assert.Equal(files.Length, int.Parse(totals.Groups["files"].Value, CultureInfo.InvariantCulture));
        Assert.Equal(lines, int.Parse(totals.Groups["lines"].Value, CultureInfo.InvariantCulture));
        Assert.InRange(int.Parse(totals.Groups["methods"].Value, CultureInfo.InvariantCulture), files.Length, lines);
        Assert.True(files.Length > 200, "The repository's own sources are not where they should be.");

        Assert.Equal(SampleProgram.Expected("Quickstart").Split('\n')[^5..^2], output[12..15]);
    }

    private static bool IsSource(string file, string repository) =>
        !Path.GetRelativePath(repository, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj");

    [GeneratedRegex(@"^\d+[.,]\d s on at most \d+ workers$", RegexOptions.Multiline)]
    private static partial Regex Time();

    [GeneratedRegex(@"^(?<files>\d+) files, (?<methods>\d+) methods, (?<lines>\d+) lines$")]
    private static partial Regex Totals();
}
