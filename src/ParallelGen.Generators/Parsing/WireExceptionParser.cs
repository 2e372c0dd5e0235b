using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Model;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Parsing;

/// <summary>The exception classes that <c>[assembly: WireException(typeof(E))]</c> names.</summary>
internal static class WireExceptionParser
{
    /// <summary>Those of other assemblies; the compilation's own are found without an attribute.</summary>
    public static EquatableArray<ParsedException> Parse(ImmutableArray<AttributeData> attributes, Compilation compilation, CancellationToken cancel) => attributes
        .Select(TypeOf)
        .OfType<INamedTypeSymbol>()
        .Where(type => !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly))
        .Select(type => ExceptionParser.Parse(type, compilation, cancel).Exception)
        .OfType<ParsedException>()
        .ToEquatableArray();

    /// <summary>Why an attribute has no effect; null when it has, or when the compiler has its own to say.</summary>
    public static Problem? Check(AttributeData attribute, Compilation compilation, CancellationToken cancel)
    {
        if (TypeOf(attribute) is not { } type || type.IsBroken())
        {
            return null;
        }

        (ParsedException? exception, string reason) = type is INamedTypeSymbol named
            ? ExceptionParser.Parse(named, compilation, cancel)
            : (null, "it is not an exception class");
        return exception is null
            ? new Problem(Descriptors.ExceptionNotCarried, attribute.ApplicationSyntaxReference!.GetSyntax(cancel).GetLocation(), WireNames.Display(type), reason)
            : null;
    }

    private static ITypeSymbol? TypeOf(AttributeData attribute) => attribute.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Type, Value: ITypeSymbol type }
        // What typeof(List<>) gives has no base class.
        ? type is INamedTypeSymbol { IsUnboundGenericType: true } ? type.OriginalDefinition : type
        : null;
}
