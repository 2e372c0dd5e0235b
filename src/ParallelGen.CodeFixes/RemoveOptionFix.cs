using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ParallelGen.CodeFixes.Support;
using ParallelGen.Generators.Rules;

namespace ParallelGen.CodeFixes;

/// <summary>PGEN009: the option is removed from the attribute.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveOptionFix))]
[Shared]
public sealed class RemoveOptionFix : RuleFix
{
    /// <summary>Made by the compiler's host.</summary>
    public RemoveOptionFix()
        : base(Descriptors.OptionNotApplicable)
    {
    }

    internal override async Task<FixPlan?> PlanAsync(Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancel)
    {
        // A directive between the arguments would lose its other half.
        if (node.FirstAncestorOrSelf<AttributeArgumentSyntax>() is not { NameEquals: NameEqualsSyntax name, Parent: AttributeArgumentListSyntax list } argument
            || list.ContainsDirectives)
        {
            return null;
        }

        SyntaxNode root = await document.RootAsync(cancel).ConfigureAwait(false);
        root = root.ReplaceNode(list, list.WithArguments(Without(list.Arguments, list.Arguments.IndexOf(argument))));
        return new FixPlan($"Remove option '{name.Name.Identifier.ValueText}'", document.WithSyntaxRoot(root).Project.Solution);
    }

    /// <summary>The last argument goes with the comma before it, whose comment belongs to the argument that stays. What closes the list stays on its line.</summary>
    private static SeparatedSyntaxList<AttributeArgumentSyntax> Without(SeparatedSyntaxList<AttributeArgumentSyntax> arguments, int index)
    {
        if (index == arguments.Count - 1)
        {
            AttributeArgumentSyntax previous = arguments[index - 1];
            SyntaxTriviaList behind = arguments.GetSeparator(index - 1).TrailingTrivia;
            behind = behind.Any(Layout.IsComment) ? behind : default;
            behind = behind.Any(Layout.IsLineEnd) ? behind : behind.AddRange(arguments[index].GetTrailingTrivia().Where(Layout.IsLineEnd));
            arguments = arguments.Replace(previous, previous.WithTrailingTrivia(previous.GetTrailingTrivia().AddRange(behind)));
        }

        return arguments.RemoveAt(index);
    }
}
