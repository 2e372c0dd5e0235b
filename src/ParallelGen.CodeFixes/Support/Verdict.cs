using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ParallelGen.Generators;
using ParallelGen.Generators.Parsing;

namespace ParallelGen.CodeFixes.Support;

/// <summary>What the generator's own parser says of an annotated method.</summary>
internal static class Verdict
{
    /// <summary>The rules that the method breaks.</summary>
    public static IReadOnlyCollection<DiagnosticDescriptor> Of(IMethodSymbol method, Compilation compilation, CancellationToken cancel)
    {
        AttributeData? attribute = method.GetAttributes().FirstOrDefault(a => a.AttributeClass.Is(KnownNames.Types.RunOnAttribute));
        return attribute is null
            ? Array.Empty<DiagnosticDescriptor>()
            : MethodParser.Parse(method, attribute, compilation, cancel).Problems.Select(p => p.Rule).ToArray();
    }

    /// <summary>The rules that the marked method breaks; null if it is not there.</summary>
    public static async Task<IReadOnlyCollection<DiagnosticDescriptor>?> OfAsync(Document document, SyntaxAnnotation mark, CancellationToken cancel)
    {
        SyntaxNode root = await document.RootAsync(cancel).ConfigureAwait(false);
        SemanticModel model = await document.ModelAsync(cancel).ConfigureAwait(false);
        return root.GetAnnotatedNodes(mark).OfType<MethodDeclarationSyntax>().FirstOrDefault() is MethodDeclarationSyntax declaration
            && model.GetDeclaredSymbol(declaration, cancel) is IMethodSymbol method
                ? Of(method, model.Compilation, cancel)
                : null;
    }
}
