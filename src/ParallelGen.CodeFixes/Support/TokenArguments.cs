using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ParallelGen.Generators.Parsing;

namespace ParallelGen.CodeFixes.Support;

/// <summary>Passes a token on to calls that would take one.</summary>
internal static class TokenArguments
{
    private const string Token = "System.Threading.CancellationToken";

    /// <summary>The calls in the method's body that leave a token out, or have an overload with one more parameter for it; with the argument to add.</summary>
    public static Dictionary<SyntaxNode, ArgumentSyntax> In(MethodDeclarationSyntax declaration, SemanticModel model, string name, CancellationToken cancel)
    {
        Dictionary<SyntaxNode, ArgumentSyntax> found = new();
        SyntaxNode? body = (SyntaxNode?)declaration.Body ?? declaration.ExpressionBody;
        foreach (InvocationExpressionSyntax call in body?.DescendantNodes().OfType<InvocationExpressionSyntax>() ?? Enumerable.Empty<InvocationExpressionSyntax>())
        {
            if (model.GetOperation(call, cancel) is IInvocationOperation operation
                && !call.ArgumentList.ContainsDirectives
                && !IsOutOfReach(call)
                && ParameterName(operation) is { } parameter)
            {
                ArgumentSyntax argument = SyntaxFactory.Argument(SyntaxFactory.IdentifierName(name));
                found.Add(call, parameter.Length == 0 ? argument : argument.WithNameColon(SyntaxFactory.NameColon(parameter).WithTrailingTrivia(SyntaxFactory.Space)));
            }
        }

        return found;
    }

    public static InvocationExpressionSyntax Add(InvocationExpressionSyntax call, ArgumentSyntax token) =>
        call.WithArgumentList(call.ArgumentList.WithArguments(Layout.Append(call.ArgumentList.Arguments, token)));

    /// <summary>The name to give the argument by; empty if it comes right behind the others; null if the call takes no token, or has one.</summary>
    private static string? ParameterName(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        if (method.Parameters.Any(p => p.Type.Is(Token)))
        {
            IArgumentOperation? left = call.Arguments.FirstOrDefault(a => a.Parameter!.Type.Is(Token) && a.ArgumentKind == ArgumentKind.DefaultValue);
            return left is null ? null
                : call.Arguments.Any(a => a != left && a.ArgumentKind == ArgumentKind.DefaultValue) || left.Parameter!.Ordinal != method.Parameters.Length - 1 ? left.Parameter!.Name
                : "";
        }

        bool HasOneMore(IMethodSymbol other) => other.Parameters.Length == method.Parameters.Length + 1
            && other.Parameters.Last().Type.Is(Token)
            && SymbolEqualityComparer.Default.Equals(other.ReturnType, method.ReturnType)
            && method.Parameters.Zip(other.Parameters, (a, b) => SymbolEqualityComparer.Default.Equals(a.Type, b.Type)).All(same => same);
        return call.Arguments.All(a => a.Syntax is ArgumentSyntax { NameColon: null })
            && method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().Any(HasOneMore)
                ? ""
                : null;
    }

    /// <summary>A static function sees no parameter of the method around it, and what is cleaned up must be so when the token is cancelled.</summary>
    private static bool IsOutOfReach(SyntaxNode call) => call.Ancestors().TakeWhile(n => n is not MethodDeclarationSyntax).Any(n =>
        n is FinallyClauseSyntax or CatchClauseSyntax
        || n is LocalFunctionStatementSyntax local && local.Modifiers.Any(SyntaxKind.StaticKeyword)
        || n is AnonymousFunctionExpressionSyntax lambda && lambda.Modifiers.Any(SyntaxKind.StaticKeyword));
}
