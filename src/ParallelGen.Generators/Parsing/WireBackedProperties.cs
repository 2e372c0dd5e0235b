using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ParallelGen.Generators.Parsing;

/// <summary>Finds the properties that return a field or captured parameter as it is: <c>public int X => _x;</c>.</summary>
/// <remarks>A getter that does anything more computes a value, which is not the state.</remarks>
internal static class WireBackedProperties
{
    /// <summary>The properties of one level of a type by the name of what they return.</summary>
    public static ILookup<string, IPropertySymbol> Find(INamedTypeSymbol level, CancellationToken cancel) => level.GetMembers()
        .OfType<IPropertySymbol>()
        .Where(property => property is { IsStatic: false, IsIndexer: false, GetMethod: not null } && property.ExplicitInterfaceImplementations.IsEmpty)
        .Select(property => (Property: property, Backing: Backing(property, cancel)))
        .Where(item => item.Backing is not null)
        .ToLookup(item => item.Backing!, item => item.Property, StringComparer.Ordinal);

    /// <summary>What a property returns as it is: a field, a parameter, or <c>base.X</c>.</summary>
    public static string? Backing(IPropertySymbol property, CancellationToken cancel)
    {
        foreach (SyntaxReference reference in (property.PartialImplementationPart ?? property).DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancel) is PropertyDeclarationSyntax declaration && Returned(declaration) is { } expression)
            {
                return expression switch
                {
                    IdentifierNameSyntax name => name.Identifier.ValueText,
                    MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: IdentifierNameSyntax name } => name.Identifier.ValueText,
                    MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax, Name: IdentifierNameSyntax name } => "base." + name.Identifier.ValueText,
                    _ => null,
                };
            }
        }

        return null;
    }

    private static ExpressionSyntax? Returned(PropertyDeclarationSyntax property)
    {
        if (property.ExpressionBody is { } body)
        {
            return body.Expression;
        }

        AccessorDeclarationSyntax? getter = property.AccessorList?.Accessors.FirstOrDefault(accessor => accessor.IsKind(SyntaxKind.GetAccessorDeclaration));
        return getter?.ExpressionBody?.Expression
            ?? (getter?.Body?.Statements.Count == 1 ? (getter.Body.Statements[0] as ReturnStatementSyntax)?.Expression : null);
    }
}
