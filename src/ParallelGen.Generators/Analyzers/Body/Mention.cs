using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>A place outside of worker code where a name stands.</summary>
/// <param name="Name">The name.</param>
/// <param name="Model">What the compiler knows of the file.</param>
/// <param name="Body">What it stands in; null in a lambda of an initializer.</param>
internal sealed record Mention(SimpleNameSyntax Name, SemanticModel Model, CodeBody? Body)
{
    /// <summary>The expression that the name ends: <c>A.s_box.Count</c> of <c>Count</c>.</summary>
    public SyntaxNode Expression => Name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == Name => access,
        MemberBindingExpressionSyntax binding when binding.Name == Name => binding,
        _ => Name,
    };
}
