using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ParallelGen.CodeFixes.Support;
using ParallelGen.Generators;
using ParallelGen.Generators.Parsing;
using ParallelGen.Generators.Rules;

namespace ParallelGen.CodeFixes;

/// <summary>PGEN201: calls of the annotated method run one after the other, where it alone writes the state.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ExcludeCallsFix))]
[Shared]
public sealed class ExcludeCallsFix : RuleFix
{
    /// <summary>Made by the compiler's host.</summary>
    public ExcludeCallsFix()
        : base(Descriptors.SharedWrite)
    {
    }

    internal override async Task<FixPlan?> PlanAsync(Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancel)
    {
        Solution solution = document.Project.Solution;
        SemanticModel model = await document.ModelAsync(cancel).ConfigureAwait(false);
        // By their names: the text may have changed since the diagnostic was made.
        if (Declared(diagnostic, FixKeys.Method, model.Compilation) is not IMethodSymbol method
            || Declared(diagnostic, FixKeys.State, model.Compilation) is not ISymbol state
            || method.RunOn()?.ApplicationSyntaxReference is not SyntaxReference reference
            || await reference.GetSyntaxAsync(cancel).ConfigureAwait(false) is not AttributeSyntax { ArgumentList.ContainsDirectives: false } attribute
            || solution.GetDocument(reference.SyntaxTree) is not Document place
            || Option(attribute) is { Expression: LiteralExpressionSyntax { Token.ValueText: ExclusiveRules.EveryCall } }
            || !await StateWriters.AreOnlyAsync(method, state, solution, cancel).ConfigureAwait(false))
        {
            return null;
        }

        SyntaxNode root = await place.RootAsync(cancel).ConfigureAwait(false);
        Solution outcome = place.WithSyntaxRoot(root.ReplaceNode(attribute, WithOption(attribute))).Project.Solution;
        return new FixPlan($"Run calls of '{method.Name}' one after the other", outcome);
    }

    private static ISymbol? Declared(Diagnostic diagnostic, string key, Compilation compilation) =>
        diagnostic.Properties.TryGetValue(key, out string? id) && id is not null ? DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) : null;

    private static AttributeArgumentSyntax? Option(AttributeSyntax attribute) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == KnownNames.Options.ExclusiveBy);

    private static AttributeSyntax WithOption(AttributeSyntax attribute)
    {
        ExpressionSyntax every = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(ExclusiveRules.EveryCall));
        if (Option(attribute) is AttributeArgumentSyntax option)
        {
            return attribute.ReplaceNode(option.Expression, every.WithTriviaFrom(option.Expression));
        }

        AttributeArgumentSyntax added = SyntaxFactory.AttributeArgument(every)
            .WithNameEquals(SyntaxFactory.NameEquals(KnownNames.Options.ExclusiveBy).NormalizeWhitespace().WithTrailingTrivia(SyntaxFactory.Space));
        return attribute.WithArgumentList(attribute.ArgumentList!.WithArguments(Layout.Append(attribute.ArgumentList.Arguments, added)));
    }
}
