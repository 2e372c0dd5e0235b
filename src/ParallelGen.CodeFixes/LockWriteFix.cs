using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ParallelGen.CodeFixes.Support;
using ParallelGen.Generators.Parsing;
using ParallelGen.Generators.Rules;

namespace ParallelGen.CodeFixes;

/// <summary>PGEN201: the write goes into a lock on the one lock object that is there for it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LockWriteFix))]
[Shared]
public sealed class LockWriteFix : RuleFix
{
    /// <summary>Made by the compiler's host.</summary>
    public LockWriteFix()
        : base(Descriptors.SharedWrite)
    {
    }

    internal override async Task<FixPlan?> PlanAsync(Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancel)
    {
        SemanticModel model = await document.ModelAsync(cancel).ConfigureAwait(false);
        // The whole statement, for a declaration would end with the lock.
        if (node.Parent is not ExpressionStatementSyntax statement
            || LockObject(model, statement, cancel) is not string gate)
        {
            return null;
        }

        LockStatementSyntax locked = SyntaxFactory.LockStatement(
            SyntaxFactory.IdentifierName(gate),
            SyntaxFactory.Block(statement.WithoutTrivia()));
        SyntaxNode root = await document.RootAsync(cancel).ConfigureAwait(false);
        SyntaxAnnotation added = new();
        Document outcome = document.WithSyntaxRoot(root.ReplaceNode(statement, locked.WithTriviaFrom(statement).WithAdditionalAnnotations(added)));
        return await Compiles.AsBeforeAsync(document.Project.Solution, outcome.Project.Solution, cancel).ConfigureAwait(false)
            ? new FixPlan($"Lock '{gate}' for the write", (await Layout.FormatAsync(outcome, added, cancel).ConfigureAwait(false)).Project.Solution)
            : null;
    }

    /// <summary>The read-only field of the type that can only be meant to be locked; null if there are several. An object's state needs no static one, and a static state one.</summary>
    private static string? LockObject(SemanticModel model, ExpressionStatementSyntax statement, CancellationToken cancel)
    {
        ExpressionSyntax? target = statement.Expression switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left,
            PrefixUnaryExpressionSyntax prefix => prefix.Operand,
            PostfixUnaryExpressionSyntax postfix => postfix.Operand,
            _ => null,
        };
        if (target is null
            || model.GetSymbolInfo(target, cancel).Symbol is not { Kind: SymbolKind.Field or SymbolKind.Property } state
            || model.GetEnclosingSymbol(statement.SpanStart, cancel)?.ContainingType is not INamedTypeSymbol type)
        {
            return null;
        }

        IFieldSymbol[] gates = type.GetMembers().OfType<IFieldSymbol>().Where(f => f.IsReadOnly && f.IsStatic == state.IsStatic && IsGate(f, cancel)).ToArray();
        return gates.Length == 1 && model.LookupSymbols(statement.SpanStart, name: gates[0].Name).Contains(gates[0], SymbolEqualityComparer.Default) ? gates[0].Name : null;
    }

    private static bool IsGate(IFieldSymbol field, CancellationToken cancel) =>
        field.Type.Is("System.Threading.Lock")
        || (field.Type.SpecialType == SpecialType.System_Object
            && field.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancel) is VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: 0 } });
}
