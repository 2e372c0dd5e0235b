using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using ParallelGen.CodeFixes.Support;
using ParallelGen.Generators.Parsing;
using ParallelGen.Generators.Rules;

namespace ParallelGen.CodeFixes;

/// <summary>PGEN302: the method takes a token, named as its generated members name theirs, and passes it on to what it calls.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddTokenFix))]
[Shared]
public sealed class AddTokenFix : RuleFix
{
    private const string Token = "System.Threading.CancellationToken";

    /// <summary>Made by the compiler's host.</summary>
    public AddTokenFix()
        : base(Descriptors.TakesNoToken)
    {
    }

    internal override async Task<FixPlan?> PlanAsync(Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancel)
    {
        SemanticModel model = await document.ModelAsync(cancel).ConfigureAwait(false);
        if (node is not MethodDeclarationSyntax { ParameterList.ContainsDirectives: false } declaration
            || model.GetDeclaredSymbol(declaration, cancel) is not IMethodSymbol method
            || MethodUses.IsBound(method)
            || GeneratedName(method) is not string name
            || !await AreCallsAsync(document, method, cancel).ConfigureAwait(false))
        {
            return null;
        }

        SyntaxNode root = await document.RootAsync(cancel).ConfigureAwait(false);
        Dictionary<SyntaxNode, ArgumentSyntax> calls = TokenArguments.In(declaration, model, name, cancel);
        MethodDeclarationSyntax taking = declaration.ReplaceNodes(calls.Keys, (call, rewritten) => TokenArguments.Add((InvocationExpressionSyntax)rewritten, calls[call]));
        SyntaxAnnotation mark = new();
        Document outcome = document.WithSyntaxRoot(root.ReplaceNode(declaration, WithToken(taking, name).WithAdditionalAnnotations(mark)));
        return await Compiles.AsBeforeAsync(document.Project.Solution, outcome.Project.Solution, cancel).ConfigureAwait(false)
            && await Verdict.OfAsync(outcome, mark, cancel).ConfigureAwait(false) is { Count: 0 }
                ? new FixPlan($"Take a CancellationToken in '{method.Name}'", outcome.Project.Solution)
                : null;
    }

    /// <summary>With this name, a call of the generated member that names the argument is the same as before.</summary>
    private static string? GeneratedName(IMethodSymbol method) => GeneratedMembers.ForOneCall(method) is string generated
        ? method.ContainingType.GetMembers(generated).OfType<IMethodSymbol>().First(m => m.IsGenerated()).Parameters.Last().Name
        : null;

    /// <summary>A call need not give the token; a delegate would no longer fit.</summary>
    private static async Task<bool> AreCallsAsync(Document document, IMethodSymbol method, CancellationToken cancel) =>
        await MethodUses.FindAsync(method, document.Project.Solution, cancel).ConfigureAwait(false) is { } uses
        && uses.All(u => MethodUses.IsInNameOf(u.Name) || MethodUses.Call(u.Name) is not null);

    private static MethodDeclarationSyntax WithToken(MethodDeclarationSyntax declaration, string name)
    {
        ParameterSyntax parameter = SyntaxFactory.Parameter(SyntaxFactory.Identifier(name))
            .WithType(SyntaxFactory.ParseTypeName("global::" + Token).WithTrailingTrivia(SyntaxFactory.Space).WithAdditionalAnnotations(Simplifier.Annotation))
            .WithDefault(SyntaxFactory.EqualsValueClause(SyntaxFactory.LiteralExpression(SyntaxKind.DefaultLiteralExpression)).NormalizeWhitespace().WithLeadingTrivia(SyntaxFactory.Space));
        return declaration.WithParameterList(declaration.ParameterList.WithParameters(Layout.Append(declaration.ParameterList.Parameters, parameter)));
    }
}
