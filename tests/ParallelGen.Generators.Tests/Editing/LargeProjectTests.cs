using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ParallelGen.Generators.Tests.Harness;

namespace ParallelGen.Generators.Tests.Editing;

/// <summary>However large the project, an edit makes the generator write no more than it must. The benchmark "ide" times the same edits.</summary>
public class LargeProjectTests
{
    private const int Methods = 100;
    private const int Types = 20;

    [Fact]
    public void FirstRun_WritesAFileForEachMethodAndType_AndTheRegistry() =>
        Assert.Equal(Methods + Types + 1, LargeProject.Written(FirstRun().Driver));

    [Fact]
    public void Keystroke_Anywhere_WritesNothing()
    {
        GeneratorDriver driver = After(LargeProject.Unrelated);
        Assert.Equal(0, LargeProject.Written(driver));
        Purity.AssertNothingToDo(driver.GetRunResult().Results[0]);
    }

    [Fact]
    public void Keystroke_InsideAnAnnotatedBody_WritesNothing()
    {
        GeneratorDriver driver = After(LargeProject.AnnotatedBody);
        Assert.Equal(0, LargeProject.Written(driver));
        Purity.AssertNothingToDo(driver.GetRunResult().Results[0]);
    }

    [Fact]
    public void WireType_Changed_WritesOneCodec()
    {
        GeneratorDriver driver = After(LargeProject.WireType);
        Assert.Equal(1, LargeProject.Written(driver));
        Assert.StartsWith("Large_Record0_", Purity.Files(driver).Single(f => f.Value == IncrementalStepRunReason.Modified).Key, StringComparison.Ordinal);
    }

    private static (GeneratorDriver Driver, CSharpCompilation Compilation) FirstRun()
    {
        CSharpCompilation compilation = GeneratorDriverHarness.Compile([]);
        compilation = compilation.AddSyntaxTrees(LargeProject.Files(Methods, Types).Select(f => GeneratorDriverHarness.Parse(f.Value, f.Key)));
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error));
        return (GeneratorDriverHarness.CreateDriver().RunGenerators(compilation, TestContext.Current.CancellationToken), compilation);
    }

    private static GeneratorDriver After(LargeProject.Edit edit)
    {
        (GeneratorDriver driver, CSharpCompilation compilation) = FirstRun();
        SyntaxTree tree = compilation.SyntaxTrees.Single(t => t.FilePath == edit.Path);
        string text = tree.ToString().Replace(edit.From, edit.To, StringComparison.Ordinal);
        Assert.NotEqual(tree.ToString(), text);
        return driver.RunGenerators(compilation.ReplaceSyntaxTree(tree, GeneratorDriverHarness.Parse(text, tree.FilePath)), TestContext.Current.CancellationToken);
    }
}
