using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ParallelGen.Generators.Model;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Parsing;

/// <summary>The types around the method: each must be an ordinary partial type that the assembly's registry can reach.</summary>
internal static class ContainerParser
{
    public static ContainerModel Parse(MethodSource source)
    {
        List<string> headers = new();
        bool isObsolete = false;
        for (INamedTypeSymbol? type = source.Method.ContainingType; type is not null; type = type.ContainingType)
        {
            Check(source, type);
            headers.Insert(0, Header(type));
            isObsolete |= type.Has("System.ObsoleteAttribute");
        }

        INamedTypeSymbol innermost = source.Method.ContainingType;
        INamespaceSymbol space = innermost.ContainingNamespace;
        return new ContainerModel(
            space.IsGlobalNamespace ? "" : TypeNamespace(space),
            headers.ToEquatableArray(),
            TypeNames.Of(innermost),
            isObsolete);
    }

    private static void Check(MethodSource source, INamedTypeSymbol type)
    {
        string method = source.Method.Name;
        Location location = type.Locations[0];
        if (WhyNotSupported(source, type) is string reason)
        {
            source.Problems.Add(Descriptors.ContainingTypeNotSupported, location, type.Name, reason, method);
            return;
        }

        if (type.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is TypeDeclarationSyntax declaration
            && !declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            source.Problems.Add(Descriptors.ContainingTypeNotPartial, location, type.Name, method);
        }

        if (WhyNotAccessible(type) is string accessibility && source.CrossesProcesses)
        {
            source.Problems.Add(Descriptors.ContainingTypeNotAccessible, location, type.Name, accessibility, method);
        }
    }

    private static string? WhyNotSupported(MethodSource source, INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Interface ? "an interface"
        : type.IsFileLocal ? "file-local"
        : type.IsGenericType && type.Arity > 0 ? "generic"
        : IsStackOnlyInstance(source, type) ? "a ref struct, whose values cannot leave the stack"
        : null;

    /// <summary>In process models, instance methods are refused as such.</summary>
    private static bool IsStackOnlyInstance(MethodSource source, INamedTypeSymbol type) =>
        type.IsRefLikeType && !source.Method.IsStatic && !source.CrossesProcesses;

    /// <summary>Null when the assembly's registry can name the type.</summary>
    internal static string? WhyNotAccessible(INamedTypeSymbol type) => type.DeclaredAccessibility switch
    {
        Accessibility.Private => "private",
        Accessibility.Protected => "protected",
        Accessibility.ProtectedAndInternal => "private protected",
        _ => null,
    };

    internal static string Header(INamedTypeSymbol type)
    {
        string kind = type switch
        {
            { IsRecord: true, IsValueType: true } => "record struct",
            { IsRecord: true } => "record",
            { IsRefLikeType: true } => "struct",
            { IsValueType: true } => "struct",
            _ => "class",
        };
        // "partial" stands last, right before the keyword; a ref struct says so in each part.
        return $"{(type.IsRefLikeType ? "ref " : "")}partial {kind} {TypeNames.Declaration(type.Name)}";
    }

    internal static string TypeNamespace(INamespaceSymbol space)
    {
        string name = TypeNames.Declaration(space.Name);
        return space.ContainingNamespace.IsGlobalNamespace ? name : TypeNamespace(space.ContainingNamespace) + "." + name;
    }
}
