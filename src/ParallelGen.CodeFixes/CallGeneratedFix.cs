using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ParallelGen.CodeFixes.Support;
using ParallelGen.Generators.Parsing;
using ParallelGen.Generators.Rules;

namespace ParallelGen.CodeFixes;

/// <summary>PGEN305: the generated member is called, and awaited where the method itself was not.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CallGeneratedFix))]
[Shared]
public sealed class CallGeneratedFix : RuleFix
{
    /// <summary>Made by the compiler's host.</summary>
    public CallGeneratedFix()
        : base(Descriptors.CalledDirectly)
    {
    }

    internal override async Task<FixPlan?> PlanAsync(Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancel)
    {
        SemanticModel model = await document.ModelAsync(cancel).ConfigureAwait(false);
        if (diagnostic.Properties[CallFixKeys.Generated] is not string generated
            || node is not InvocationExpressionSyntax call
            || Name(call) is not SimpleNameSyntax name
            || model.GetSymbolInfo(call, cancel).Symbol is not IMethodSymbol method)
        {
            return null;
        }

        Solution? outcome = IsAsynchronous(method)
            ? await RenameAsync(document, name, generated, cancel).ConfigureAwait(false)
            : await AsyncConversion.TryAsync(document, call, c => WithName((InvocationExpressionSyntax)c, generated), cancel).ConfigureAwait(false);
        return outcome is null ? null : new FixPlan($"Call '{generated}'", outcome);
    }

    /// <summary>What it returns is awaited already, or handed on.</summary>
    private static bool IsAsynchronous(IMethodSymbol method) => method.ReturnType.Name is "Task" or "ValueTask" or "IAsyncEnumerable";

    private static async Task<Solution?> RenameAsync(Document document, SimpleNameSyntax name, string generated, CancellationToken cancel)
    {
        SyntaxNode root = await document.RootAsync(cancel).ConfigureAwait(false);
        Solution outcome = document.WithSyntaxRoot(root.ReplaceNode(name, Renamed(name, generated))).Project.Solution;
        return await Compiles.AsBeforeAsync(document.Project.Solution, outcome, cancel).ConfigureAwait(false) ? outcome : null;
    }

    private static SimpleNameSyntax? Name(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        SimpleNameSyntax name => name,
        _ => null,
    };

    private static InvocationExpressionSyntax WithName(InvocationExpressionSyntax call, string name) => call.ReplaceNode(Name(call)!, Renamed(Name(call)!, name));

    private static SimpleNameSyntax Renamed(SimpleNameSyntax name, string generated) =>
        name.WithIdentifier(SyntaxFactory.Identifier(generated).WithTriviaFrom(name.Identifier));
}
