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
                || other.Arity != source.Method.Arity
                || !other.Parameters.All(ParameterRules.IsSupported))
            {
                continue;
            }

            mine ??= GeneratedSignature.Of(source.Method, source.Compilation).Where(g => g.Name == generated).ToList();
            if (GeneratedSignature.Of(InTermsOf(source.Method, other), source.Compilation).Any(theirs => mine.Any(g => g.Name == theirs.Name && SameTypes(g.Types, theirs.Types))))
            {
                return other;
            }
        }

        return null;
    }

    /// <summary>Whether the two could not be declared beside each other if they had one name.</summary>
    public static bool SameSignature(IMethodSymbol left, IMethodSymbol right) =>
        left.Arity == right.Arity
        && SameTypes(left.Parameters.Select(p => p.Type), InTermsOf(left, right).Parameters.Select(p => p.Type))
        && left.Parameters.Select(IsByReference).SequenceEqual(right.Parameters.Select(IsByReference));

    /// <summary>A value and a reference make two signatures, the kinds of references one.</summary>
    private static bool IsByReference(IParameterSymbol parameter) => parameter.RefKind != RefKind.None;

    /// <summary>The other method with the type parameters of this one in place of its own, which mean the same by position.</summary>
    private static IMethodSymbol InTermsOf(IMethodSymbol method, IMethodSymbol other) =>
        other.Arity == 0 || other.Arity != method.Arity ? other : other.Construct(method.TypeParameters.ToArray<ITypeSymbol>());

    private static bool SameTypes(IEnumerable<ITypeSymbol> left, IEnumerable<ITypeSymbol> right) =>
        left.Select(TypeNames.Identity).SequenceEqual(right.Select(TypeNames.Identity), StringComparer.Ordinal);

    private static bool IsSameOrDeclaredTwice(IMethodSymbol other, IMethodSymbol method) =>
        SymbolEqualityComparer.Default.Equals(other, method)
        || (SymbolEqualityComparer.Default.Equals(other.ContainingType, method.ContainingType)
            && other.Name == method.Name
            && SameSignature(other, method));

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
        MentionsTypeParameter(type)
        || generated is ITypeParameterSymbol
        || (MentionsTypeParameter(generated) && MayBe(type, generated))
        || compilation.ClassifyConversion(type, generated) is { Exists: true, IsImplicit: true, IsUserDefined: false };

    private static bool MayBe(ITypeSymbol type, ITypeSymbol generated)
    {
        bool IsOne(ITypeSymbol t) => t.TypeKind == generated.TypeKind
            && (t is IArrayTypeSymbol || SymbolEqualityComparer.Default.Equals(t.OriginalDefinition, generated.OriginalDefinition));
        for (ITypeSymbol? level = type; level is not null; level = level.BaseType)
        {
            if (IsOne(level))
            {
                return true;
            }
        }

        return type.AllInterfaces.Any(IsOne);
    }

    private static bool MentionsTypeParameter(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => true,
        IArrayTypeSymbol array => MentionsTypeParameter(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(MentionsTypeParameter),
        _ => false,
    };
}
