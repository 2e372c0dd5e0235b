using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Operations;

namespace ParallelGen.CodeFixes.Support;

/// <summary>Makes an instance method static that has no need of its object, and calls it through its type.</summary>
internal static class StaticConversion
{
    /// <summary>Null if the method needs its object, or is bound to be an instance method, or a caller cannot be changed without losing something.</summary>
    public static async Task<Solution?> TryAsync(Document document, MethodDeclarationSyntax declaration, CancellationToken cancel)
    {
        SemanticModel model = await document.ModelAsync(cancel).ConfigureAwait(false);
        if (model.GetDeclaredSymbol(declaration, cancel) is not IMethodSymbol { IsStatic: false } method
            || MethodUses.IsBound(method)
            || UsesObject(model, declaration, method, cancel)
            || await MethodUses.FindAsync(method, document.Project.Solution, cancel).ConfigureAwait(false) is not { } uses)
        {
            return null;
        }

        List<(Document Document, ExpressionSyntax Receiver)> receivers = new();
        foreach ((Document user, SimpleNameSyntax name) in uses)
        {
            SemanticModel there = await user.ModelAsync(cancel).ConfigureAwait(false);
            switch (name.Parent)
            {
                case MemberBindingExpressionSyntax:
                    return null;
                case MemberAccessExpressionSyntax access when !IsType(there, access.Expression, cancel):
                    if (!IsFreeOfEffects(there, access.Expression, cancel))
                    {
                        return null;
                    }

                    receivers.Add((user, access.Expression));
                    break;
            }
        }

        return await ConvertAsync(document, declaration, method, receivers, cancel).ConfigureAwait(false);
    }

    private static async Task<Solution> ConvertAsync(
        Document document, MethodDeclarationSyntax declaration, IMethodSymbol method, List<(Document Document, ExpressionSyntax Receiver)> receivers, CancellationToken cancel)
    {
        SolutionEditor editor = new(document.Project.Solution);
        DocumentEditor own = await editor.GetDocumentEditorAsync(document.Id, cancel).ConfigureAwait(false);
        // Before what is inside it: an editor works in the order in which it is told.
        foreach ((Document user, ExpressionSyntax receiver) in receivers)
        {
            DocumentEditor there = await editor.GetDocumentEditorAsync(user.Id, cancel).ConfigureAwait(false);
            there.ReplaceNode(receiver, there.Generator.TypeExpression(method.ContainingType).WithTriviaFrom(receiver));
        }

        own.ReplaceNode(declaration, (current, _) => Modifiers.MakeStatic((MethodDeclarationSyntax)current));
        return editor.GetChangedSolution();
    }

    /// <summary>Whether anything in the method stands for its object: this, base, a member without receiver, a parameter of the type's own constructor.</summary>
    private static bool UsesObject(SemanticModel model, MethodDeclarationSyntax declaration, IMethodSymbol method, CancellationToken cancel)
    {
        SyntaxNode? body = (SyntaxNode?)declaration.Body ?? declaration.ExpressionBody;
        return body is null || model.GetOperation(body, cancel) is not IOperation operation || operation.DescendantsAndSelf().Any(o => IsObject(o) && !IsOnlyNamed(o) && !IsForItself(o, method));
    }

    private static bool IsObject(IOperation operation) =>
        operation is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }
            or IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } };

    /// <summary><c>nameof(Member)</c> says nothing of an object, as <c>nameof(this.Member)</c> does.</summary>
    private static bool IsOnlyNamed(IOperation operation)
    {
        IOperation? parent = operation.Parent;
        while (parent is not null and not INameOfOperation)
        {
            parent = parent.Parent;
        }

        return parent is not null && (operation is IParameterReferenceOperation || operation.IsImplicit);
    }

    /// <summary>A call of the method itself, which needs no object then.</summary>
    private static bool IsForItself(IOperation operation, IMethodSymbol method) =>
        (operation.Parent is IInvocationOperation call && call.Instance == operation && SymbolEqualityComparer.Default.Equals(call.TargetMethod, method))
        || (operation.Parent is IMethodReferenceOperation named && named.Instance == operation && SymbolEqualityComparer.Default.Equals(named.Method, method));

    private static bool IsType(SemanticModel model, ExpressionSyntax receiver, CancellationToken cancel) =>
        model.GetSymbolInfo(receiver, cancel).Symbol is INamespaceOrTypeSymbol;

    private static bool IsFreeOfEffects(SemanticModel model, ExpressionSyntax receiver, CancellationToken cancel) => receiver switch
    {
        ThisExpressionSyntax or BaseExpressionSyntax => true,
        IdentifierNameSyntax => model.GetSymbolInfo(receiver, cancel).Symbol is ILocalSymbol or IParameterSymbol or IFieldSymbol,
        MemberAccessExpressionSyntax access => model.GetSymbolInfo(receiver, cancel).Symbol is IFieldSymbol
            && (IsType(model, access.Expression, cancel) || IsFreeOfEffects(model, access.Expression, cancel)),
        _ => false,
    };
}
