using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ParallelGen.Generators.Tests.Harness;

namespace ParallelGen.Generators.Tests.GeneratedCode;

/// <summary>Generated code is written for a reader: whatever others can see says what it is.</summary>
public class DocumentationTests
{
    public static TheoryData<string> Names => SampleProject.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Member_ThatOthersCanSee_IsDocumented(string name)
    {
        MemberDeclarationSyntax[] visible = [.. Members(SampleProject.Run(name)).Where(m => m.Modifiers.Any(IsVisible))];

        Assert.InRange(visible.Length, 4, 1000);
        Assert.All(visible, member => Assert.True(
            Documentation(member).Contains("/// <summary>", StringComparison.Ordinal) || Documentation(member).Contains("/// <inheritdoc/>", StringComparison.Ordinal), member.ToString()));
    }

    /// <summary>What the user calls says where it runs, and leaves the rest to the user's own words.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Member_ThatIsCalled_AddsToTheAuthorsOwnWords(string name)
    {
        MethodDeclarationSyntax[] called = [.. Members(SampleProject.Run(name)).OfType<MethodDeclarationSyntax>().Where(IsCalled)];

        Assert.InRange(called.Length, 3, 1000);
        Assert.All(called, member =>
        {
            string documentation = Documentation(member);
            Assert.Contains("/// <summary>Runs <see cref=\"M:", documentation, StringComparison.Ordinal);
            Assert.Contains("/// <inheritdoc cref=\"M:", documentation, StringComparison.Ordinal);
            Assert.Contains("/// <remarks>", documentation, StringComparison.Ordinal);
        });
    }

    /// <summary>What crosses processes has its table where it is read: at the call for one, and at each codec.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Member_ThatCrossesProcesses_ShowsWhatTravels(string name)
    {
        MemberDeclarationSyntax[] members = [.. Members(SampleProject.Run(name))];
        HashSet<string> crossing = [.. members.OfType<StructDeclarationSyntax>().Where(t => t.ToString().Contains(".CallEntry CreateEntry()", StringComparison.Ordinal)).Select(t => t.Identifier.ValueText)];
        MemberDeclarationSyntax[] tabled =
        [
            .. members.OfType<MethodDeclarationSyntax>().Where(m => IsCalled(m) && !m.ReturnType.ToString().Contains(".Batch", StringComparison.Ordinal) && crossing.Any(c => m.ToString().Contains(c, StringComparison.Ordinal))),
            .. members.OfType<StructDeclarationSyntax>().Where(t => t.BaseList!.ToString().Contains("IWireCodec<", StringComparison.Ordinal)),
        ];

        Assert.NotEmpty(tabled);
        Assert.All(tabled, member => Assert.Matches("(?s)<remarks>.*<list type=\"table\">.*</list>.*</remarks>", Documentation(member)));
    }

    /// <summary>References and parameters that do not exist, or lack a text, are warnings; the harness makes them failures.</summary>
    [Fact]
    public void Reference_ThatLeadsNowhere_WouldFail()
    {
        GeneratorRun run = SampleProject.Run("Quickstart");
        SyntaxTree tree = run.Output.SyntaxTrees.Single(t => t.FilePath.EndsWith("Quickstart.Metrics.Measure_fea0df74.g.cs", StringComparison.Ordinal));
        SyntaxTree broken = tree.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(
            tree.ToString().Replace("<paramref name=\"cancel\"/>", "<paramref name=\"stop\"/>", StringComparison.Ordinal)));
        Assert.Contains(
            run.Output.ReplaceSyntaxTree(tree, broken).GetDiagnostics(TestContext.Current.CancellationToken), d => d.Id == "CS1734");
    }

    /// <summary>Every declaration of the generated files, but the parts of the user's own types.</summary>
    private static IEnumerable<MemberDeclarationSyntax> Members(GeneratorRun run) => run.Output.SyntaxTrees
        .Where(tree => !tree.FilePath.StartsWith("/user/", StringComparison.Ordinal))
        .SelectMany(tree => tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<MemberDeclarationSyntax>())
        .Where(m => m is not BaseNamespaceDeclarationSyntax && !m.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static bool IsVisible(SyntaxToken modifier) =>
        modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword;

    /// <summary>A member beside the user's method, in a part of the user's type.</summary>
    private static bool IsCalled(MethodDeclarationSyntax method) =>
        method.Parent is TypeDeclarationSyntax type && type.Modifiers.Any(SyntaxKind.PartialKeyword);

    private static string Documentation(MemberDeclarationSyntax member) => member.GetLeadingTrivia().ToFullString();
}
