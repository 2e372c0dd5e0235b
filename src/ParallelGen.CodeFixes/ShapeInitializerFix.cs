using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ParallelGen.CodeFixes.Support;
using ParallelGen.Generators.Parsing;
using ParallelGen.Generators.Rules;

namespace ParallelGen.CodeFixes;

/// <summary>PGEN012: the method becomes static, internal and one that returns a task, as far as it lacks that, and its types can be reached.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ShapeInitializerFix))]
[Shared]
public sealed class ShapeInitializerFix : RuleFix
{
    /// <summary>Made by the compiler's host.</summary>
    public ShapeInitializerFix()
        : base(Descriptors.WorkerInitializerShape)
    {
    }

    internal override async Task<FixPlan?> PlanAsync(Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancel)
    {
        SyntaxNode root = await document.RootAsync(cancel).ConfigureAwait(false);
        SemanticModel model = await document.ModelAsync(cancel).ConfigureAwait(false);
        if (node is not MethodDeclarationSyntax declaration
            || model.GetDeclaredSymbol(declaration, cancel) is not IMethodSymbol method
            || InitializerParser.WhyNot(method) is null)
        {
            return null;
        }

        SyntaxAnnotation mark = new();
        Document? shaped = document.WithSyntaxRoot(root.ReplaceNode(declaration, declaration.WithAdditionalAnnotations(mark)));
        shaped = method.IsStatic ? shaped : await StepAsync(shaped, mark, StaticConversion.TryAsync, cancel).ConfigureAwait(false);
        shaped = shaped is null || !(method is { ReturnsVoid: true, IsAsync: true }) ? shaped : await StepAsync(shaped, mark, TaskConversion.TryAsync, cancel).ConfigureAwait(false);
        shaped = shaped is null ? null : await StepAsync(shaped, mark, MakeReachableAsync, cancel).ConfigureAwait(false);
        return shaped is not null && await IsInShapeAsync(shaped, mark, cancel).ConfigureAwait(false)
            && await Compiles.AsBeforeAsync(document.Project.Solution, shaped.Project.Solution, cancel).ConfigureAwait(false)
                ? new FixPlan($"Make '{method.Name}' a worker initializer", shaped.Project.Solution)
                : null;
    }

    private static async Task<Document?> StepAsync(
        Document document, SyntaxAnnotation mark, Func<Document, MethodDeclarationSyntax, CancellationToken, Task<Solution?>> step, CancellationToken cancel)
    {
        MethodDeclarationSyntax declaration = await MarkedAsync(document, mark, cancel).ConfigureAwait(false);
        return (await step(document, declaration, cancel).ConfigureAwait(false))?.GetDocument(document.Id);
    }

    private static async Task<Solution?> MakeReachableAsync(Document document, MethodDeclarationSyntax declaration, CancellationToken cancel)
    {
        SemanticModel model = await document.ModelAsync(cancel).ConfigureAwait(false);
        List<SyntaxNode> hidden = new();
        foreach (MemberDeclarationSyntax level in declaration.AncestorsAndSelf().OfType<MemberDeclarationSyntax>())
        {
            if (model.GetDeclaredSymbol(level, cancel) is ISymbol symbol && !InitializerParser.IsReachable(symbol.DeclaredAccessibility))
            {
                if (symbol.DeclaringSyntaxReferences.Length > 1)
                {
                    return null;
                }

                hidden.Add(level);
            }
        }

        SyntaxNode root = await document.RootAsync(cancel).ConfigureAwait(false);
        root = root.ReplaceNodes(hidden, (_, rewritten) => Modifiers.MakeInternal((MemberDeclarationSyntax)rewritten));
        return document.WithSyntaxRoot(root).Project.Solution;
    }

    private static async Task<bool> IsInShapeAsync(Document document, SyntaxAnnotation mark, CancellationToken cancel)
    {
        SemanticModel model = await document.ModelAsync(cancel).ConfigureAwait(false);
        MethodDeclarationSyntax declaration = await MarkedAsync(document, mark, cancel).ConfigureAwait(false);
        return model.GetDeclaredSymbol(declaration, cancel) is IMethodSymbol method && InitializerParser.WhyNot(method) is null;
    }

    private static async Task<MethodDeclarationSyntax> MarkedAsync(Document document, SyntaxAnnotation mark, CancellationToken cancel)
    {
        SyntaxNode root = await document.RootAsync(cancel).ConfigureAwait(false);
        return root.GetAnnotatedNodes(mark).OfType<MethodDeclarationSyntax>().Single();
    }
}
