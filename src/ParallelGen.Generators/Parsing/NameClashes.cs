using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ParallelGen.Generators.Parsing;

/// <summary>Whether a call that is meant for a generated member would bind to something else.</summary>
internal static class NameClashes
{
    /// <summary>
    /// Whether arguments that fit a generated overload could prefer the user's method of that name: for some number of
    /// arguments, each of its parameters is the generated one's type or a more specific one. A more general one loses.
    /// </summary>
    public static bool CouldBind(MethodSource source, IMethodSymbol other)
    {
        foreach (GeneratedSignature generated in GeneratedSignature.Of(source.Method, source.Compilation).Where(g => g.Name == other.Name))
        {
            for (int count = generated.Required; count <= generated.Types.Count; count++)
            {
                if (Accepts(other, count) && Enumerable.Range(0, count).All(i => IsAsSpecific(source.Compilation, other, i, generated.Types[i])))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Another annotated method of <paramref name="type"/> that gets an overload of the same signature; null if none does.</summary>
    public static IMethodSymbol? Sibling(MethodSource source, INamedTypeSymbol type, string generated)
    {
        List<GeneratedSignature>? mine = null;
        string name = NameParser.Base(source.Method);
        foreach (IMethodSymbol other in type.GetMembers().OfType<IMethodSymbol>())
        {
            if (other.MethodKind != MethodKind.Ordinary
                || IsSameOrDeclaredTwice(other, source.Method)
                || !other.Has(KnownNames.Types.RunOnAttribute)
                || NameParser.Base(other) != name
                || other.Parameters.Any(p => !ParameterParser.IsToken(p) && !ParameterParser.IsOrdinary(p)))
            {
                continue;
            }

            mine ??= GeneratedSignature.Of(source.Method, source.Compilation).Where(g => g.Name == generated).ToList();
            if (GeneratedSignature.Of(other, source.Compilation).Any(theirs => mine.Any(g => g.Name == theirs.Name && SameTypes(g.Types, theirs.Types))))
            {
                return other;
            }
        }

        return null;
    }

    /// <summary>Whether two parameter lists make one signature.</summary>
    public static bool SameTypes(IEnumerable<ITypeSymbol> left, IEnumerable<ITypeSymbol> right) =>
        left.Select(TypeNames.Identity).SequenceEqual(right.Select(TypeNames.Identity), StringComparer.Ordinal);

    private static bool IsSameOrDeclaredTwice(IMethodSymbol other, IMethodSymbol method) =>
        SymbolEqualityComparer.Default.Equals(other, method)
        || (SymbolEqualityComparer.Default.Equals(other.ContainingType, method.ContainingType)
            && other.Name == method.Name
            && SameTypes(other.Parameters.Select(p => p.Type), method.Parameters.Select(p => p.Type)));

    private static bool Accepts(IMethodSymbol method, int count)
    {
        int required = method.Parameters.Count(p => !p.IsOptional && !p.IsParams);
        return count >= required && (count <= method.Parameters.Length || method.Parameters.LastOrDefault() is { IsParams: true });
    }

    private static bool IsAsSpecific(Compilation compilation, IMethodSymbol method, int index, ITypeSymbol generated)
    {
        IParameterSymbol parameter = method.Parameters[Math.Min(index, method.Parameters.Length - 1)];
        return IsAsSpecific(compilation, parameter.Type, generated)
            || (parameter is { IsParams: true, Type: IArrayTypeSymbol array } && IsAsSpecific(compilation, array.ElementType, generated));
    }

    /// <summary>What a type parameter stands for is decided by the call, so it can be anything.</summary>
    private static bool IsAsSpecific(Compilation compilation, ITypeSymbol type, ITypeSymbol generated) =>
        MentionsTypeParameter(type) || compilation.ClassifyConversion(type, generated) is { Exists: true, IsImplicit: true, IsUserDefined: false };

    private static bool MentionsTypeParameter(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => true,
        IArrayTypeSymbol array => MentionsTypeParameter(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(MentionsTypeParameter),
        _ => false,
    };
}
