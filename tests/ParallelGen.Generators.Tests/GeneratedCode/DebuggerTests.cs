using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ParallelGen.Generators.Tests.Harness;

namespace ParallelGen.Generators.Tests.GeneratedCode;

/// <summary>
/// Whoever steps into a generated member arrives in the annotated method: what lies between is marked in the compiled file, and
/// what the user wrote is not. The mark hides a frame from "Just My Code" only; without it generated code can be read step by step.
/// </summary>
public class DebuggerTests
{
    private const string DebuggerMark = "System.Diagnostics.DebuggerNonUserCodeAttribute";
    private const string ToolMark = "System.CodeDom.Compiler.GeneratedCodeAttribute";

    public static TheoryData<string> Names => SampleProject.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Method_ThatIsPlumbing_IsMarked_AndNoOther(string name)
    {
        GeneratorRun run = SampleProject.Run(name);
        HashSet<string> generated = [.. Written(run.Output, isGenerated: true)];
        HashSet<string> own = [.. Written(run.Output, isGenerated: false)];
        IMethodSymbol[] compiled = [.. Methods(Compiled(run.Output).GlobalNamespace)];
        IMethodSymbol[] plumbing = [.. compiled.Where(m => generated.Contains(Id(m)))];
        IMethodSymbol[] users = [.. compiled.Where(m => own.Contains(Id(m)))];

        // What a file with a name of its own for each member says is all there.
        Assert.Equal(generated.Order(StringComparer.Ordinal), plumbing.Select(Id).Order(StringComparer.Ordinal));
        Assert.InRange(plumbing.Length, 5, 1000);
        Assert.InRange(users.Length, 5, 1000);
        Assert.All(plumbing, m => Assert.True(IsMarked(m, DebuggerMark) && IsMarked(m, ToolMark), Id(m)));
        Assert.All(users, m => Assert.False(IsMarked(m, DebuggerMark) || IsMarked(m, ToolMark), Id(m)));
    }

    /// <summary>The parts of the user's types carry no mark, which would hide the user's own methods too.</summary>
    [Fact]
    public void Type_OfTheUser_IsNotMarked()
    {
        Compilation output = SampleProject.Run("Quickstart").Output;
        INamedTypeSymbol metrics = Compiled(output).GetTypeByMetadataName("Quickstart.Metrics")!;
        Assert.DoesNotContain(metrics.GetAttributes(), a => a.AttributeClass!.ToDisplayString() is DebuggerMark or ToolMark);
    }

    /// <summary>No directive hides lines: with "Just My Code" off, the debugger shows the generated file.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void File_Generated_HidesNoLines(string name) =>
        Assert.All(SampleProject.Run(name).Files.Values, text => Assert.DoesNotContain("#line", text, StringComparison.Ordinal));

    private static IEnumerable<string> Written(Compilation output, bool isGenerated) =>
        from tree in output.SyntaxTrees
        where tree.FilePath.StartsWith("/user/", StringComparison.Ordinal) != isGenerated
        let model = output.GetSemanticModel(tree)
        from node in tree.GetRoot().DescendantNodes()
        where node is Microsoft.CodeAnalysis.CSharp.Syntax.BaseMethodDeclarationSyntax or Microsoft.CodeAnalysis.CSharp.Syntax.BasePropertyDeclarationSyntax
        let symbol = model.GetDeclaredSymbol(node) switch { IPropertySymbol property => property.GetMethod, var other => other as IMethodSymbol }
        where symbol is not null
        select Id(symbol);

    private static IAssemblySymbol Compiled(Compilation output)
    {
        using MemoryStream image = new();
        Assert.True(output.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        MetadataReference reference = MetadataReference.CreateFromImage(image.ToArray());
        CSharpCompilation reader = CSharpCompilation.Create(
            "Reader", references: [.. output.References, reference], options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, metadataImportOptions: MetadataImportOptions.All));
        return (IAssemblySymbol)reader.GetAssemblyOrModuleSymbol(reference)!;
    }

    private static IEnumerable<IMethodSymbol> Methods(INamespaceOrTypeSymbol place) => place.GetMembers().SelectMany(member => member switch
    {
        IMethodSymbol method => [method],
        INamespaceOrTypeSymbol inner => Methods(inner),
        _ => Enumerable.Empty<IMethodSymbol>(),
    });

    private static bool IsMarked(IMethodSymbol method, string mark)
    {
        for (ISymbol? symbol = method; symbol is not null; symbol = symbol.ContainingType)
        {
            if (symbol.GetAttributes().Any(a => a.AttributeClass!.ToDisplayString() == mark))
            {
                return true;
            }
        }

        return false;
    }

    private static string Id(IMethodSymbol method) => method.GetDocumentationCommentId()!;
}
