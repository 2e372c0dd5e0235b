using System.Text.RegularExpressions;

namespace ParallelGen.EndToEnd.Samples;

/// <summary>One job on every model: the same results, the same way to cancel, and one word that differs.</summary>
public sealed partial class FiveModelsTests
{
    [Fact]
    public async Task FiveModels_OneJob_PrintsTheExpectedText()
    {
        string output = await SampleProgram.RunAsync("FiveModels");
        Assert.Equal(SampleProgram.Expected("FiveModels"), IdsAndTime().Replace(output, " <ids> <time>"));
    }

    [Fact]
    public void FiveModels_ClassBodies_DifferInTheNameOfTheModelAlone()
    {
        string text = File.ReadAllText(Path.GetFullPath("../../../samples/FiveModels/Models.cs", SampleProgram.Folder));
        MatchCollection bodies = Body().Matches(text);
        Assert.Equal(text.Split("partial class").Length - 1, bodies.Count);
        Assert.Single(bodies.Select(body => body.Groups["before"].Value + "…" + body.Groups["after"].Value).Distinct());
        Assert.Equal(bodies.Count, bodies.Select(body => body.Groups["model"].Value).Distinct().Count());
    }

    [GeneratedRegex(@" +\d+  +\d+[.,]\d\d s")]
    private static partial Regex IdsAndTime();

    [GeneratedRegex(@"^\{(?<before>.*?Model\.)(?<model>\w+)(?<after>.*?)^\}", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Body();
}
