using System.Text.RegularExpressions;

namespace ParallelGen.EndToEnd.Samples;

/// <summary>One job on every model: the same results, the same way to cancel, and one word that differs.</summary>
public sealed partial class FiveModelsTests
{
    [Fact]
    public async Task FiveModels_OneJob_PrintsTheExpectedText()
    {
        string output = await SampleProgram.RunAsync("FiveModels");
        Assert.Matches(@"\nEventLoop .* other \d+ +\d+[.,]", output); // one thread
        Assert.Matches(@"\nProcess .* other \d+ \+7 ", output); // a process for each of the eight
        string text = Caller().Replace(output, "process <id>, thread <id>");
        Assert.Equal(SampleProgram.Expected("FiveModels"), Time().Replace(Ids().Replace(text, "$1 <ids>  "), "<time>"));
    }

    [Fact]
    public void FiveModels_ClassBodies_DifferInTheNameOfTheModelAlone()
    {
        string text = File.ReadAllText(Path.GetFullPath("../../../samples/FiveModels/Program.cs", SampleProgram.Folder));
        MatchCollection bodies = Body().Matches(text);
        Assert.Equal(5, bodies.Count);
        Assert.Single(bodies.Select(body => Model().Replace(body.Value, "…")).Distinct());
        string[] models = [.. bodies.Select(body => Assert.Single(Model().Matches(body.Value).Select(model => model.Value).Distinct()))];
        Assert.Equal(bodies.Count, models.Distinct().Count());
    }

    [GeneratedRegex(@"process \d+, thread \d+")]
    private static partial Regex Caller();

    [GeneratedRegex(@"(same|other) \d+(?: \+\d+)? +")]
    private static partial Regex Ids();

    [GeneratedRegex(@"\d+[.,]\d\d s")]
    private static partial Regex Time();

    [GeneratedRegex(@"(?<=^internal sealed partial class \w+ : IJob\r?\n)\{.*?^\}", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Body();

    [GeneratedRegex(@"Model\.\w+")]
    private static partial Regex Model();
}
