using System.Globalization;
using ParallelGen.Generators.Tests.Harness;

namespace ParallelGen.Generators.Tests.GeneratedCode;

/// <summary>What is generated depends on what the sources say, and on nothing else.</summary>
public class StabilityTests
{
    /// <summary>Numbers and lower-case letters that a culture or a system writes in its own way.</summary>
    private const string Numbers = """
        public static partial class Indices
        {
            [ParallelGen.RunOn(ParallelGen.Model.ProcessPool, TimeoutMilliseconds = 1500, MaxConcurrency = 12, ExclusiveBy = "III")]
            public static Item Find(int III, double weight = -1234.5, decimal price = -0.25m, float ratio = 1e-7f, long size = -9876543210, string text = "a\r\nb")
            {
                return new Item(III, weight);
            }
        }

        public record Item(int III, double Weight);

        public class ItemException(int iii) : System.Exception
        {
            public int III { get; } = iii;
        }
        """;

    public static TheoryData<string> Names => SampleProject.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Sample_FilesInAnotherOrder_GiveTheSameFiles(string name)
    {
        string[] files = SampleProject.Files(name);
        Assert.Equal(Sorted(SampleProject.Run(files)), Sorted(SampleProject.Run([.. files.Reverse()])));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Sample_WithTheLineEndsOfWindows_GivesTheSameFiles(string name) =>
        Assert.Equal(Sorted(SampleProject.Run(name)), Sorted(SampleProject.Run(SampleProject.Files(name, "\r\n"))));

    [Fact]
    public void Numbers_WithTheLineEndsOfWindows_GiveTheSameFiles() =>
        Assert.Equal(Sorted(GeneratorDriverHarness.Run(Numbers)), Sorted(GeneratorDriverHarness.Run(Numbers.ReplaceLineEndings("\r\n"))));

    /// <summary>Turkish has two letters i, Persian its own minus sign, Saudi Arabia its own calendar, German its own comma.</summary>
    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    [InlineData("de-DE")]
    public void Sources_InAnyCulture_GiveTheSameFiles(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo beforeInTexts = CultureInfo.CurrentUICulture;
        CultureInfo other = CultureInfo.GetCultureInfo(culture);
        List<KeyValuePair<string, string>> expected = [.. Everything()];
        Assert.NotEqual("i -1.5", string.Format(other, "{0} {1}", "I".ToLower(other), -1.5));
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = other;
            Assert.Equal(expected, Everything());
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, beforeInTexts);
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Everything() =>
        SampleProject.Names.SelectMany(name => Sorted(SampleProject.Run(SampleProject.Files(name)))).Concat(Sorted(GeneratorDriverHarness.Run(Numbers)));

    private static IEnumerable<KeyValuePair<string, string>> Sorted(GeneratorRun run) => run.Files.OrderBy(f => f.Key, StringComparer.Ordinal);
}
