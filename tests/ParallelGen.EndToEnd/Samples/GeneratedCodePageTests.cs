using System.Text.RegularExpressions;
using ParallelGen.EndToEnd.Launching;

namespace ParallelGen.EndToEnd.Samples;

/// <summary>docs/generated-code.md quotes what the generator really writes for a sample.</summary>
public sealed partial class GeneratedCodePageTests
{
    [Fact]
    public void EveryQuotedBlock_IsInTheGeneratedFilesOfQuickstart()
    {
        string page = File.ReadAllText(Path.Combine(SampleProgram.Folder, "../../../docs/generated-code.md")).ReplaceLineEndings("\n");
        string objects = Path.Combine(Path.GetDirectoryName(Built.Project("Quickstart"))!, "obj", Built.Configuration);
        string[] generated =
        [
            .. Directory.EnumerateFiles(objects, "*.g.cs", SearchOption.AllDirectories)
                .Where(file => file.Contains("ParallelGen.Generators", StringComparison.Ordinal))
                .Select(file => File.ReadAllText(file).ReplaceLineEndings("\n")),
        ];
        string[] quotes = [.. Block().Matches(page).Select(match => match.Groups[1].Value)];
        Assert.InRange(quotes.Length, 5, 50);
        Assert.All(quotes, quote => Assert.Contains(generated, text => text.Contains(quote, StringComparison.Ordinal)));
    }

    [GeneratedRegex("```csharp generated\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
