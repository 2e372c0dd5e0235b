using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Parsing;

/// <summary>A generated overload as overload resolution will see it.</summary>
/// <param name="Name">The member's name.</param>
/// <param name="Types">The parameter types.</param>
/// <param name="Required">How many arguments a call needs at least.</param>
internal sealed record GeneratedSignature(string Name, IReadOnlyList<ITypeSymbol> Types, int Required)
{
    /// <summary>All overloads that a method gets.</summary>
    public static IEnumerable<GeneratedSignature> Of(IMethodSymbol method, Compilation compilation)
    {
        string name = NameParser.Base(method);
        IParameterSymbol[] ordinary = method.Parameters.Where(p => !ParameterParser.IsToken(p)).ToArray();
        ITypeSymbol[] types = ordinary.Select(p => p.Type).ToArray();
        ITypeSymbol[] required = ordinary.Where(p => !p.IsOptional).Select(p => p.Type).ToArray();
        ITypeSymbol[] shared = ordinary.Where(p => p.IsOptional).Select(p => p.Type).ToArray();
        int needed = Array.FindLastIndex(ordinary, p => !p.IsOptional) + 1;
        if (compilation.GetTypeByMetadataName("System.Threading.CancellationToken") is INamedTypeSymbol token)
        {
            yield return new GeneratedSignature(name + "Async", types.Append(token).ToArray(), needed);
        }

        if (required.Length == 0)
        {
            yield return new GeneratedSignature(name + "All", shared.Prepend(compilation.GetSpecialType(SpecialType.System_Int32)).ToArray(), 1);
        }

        foreach (INamedTypeSymbol? sequence in new[]
        {
            compilation.GetSpecialType(SpecialType.System_Collections_Generic_IEnumerable_T),
            compilation.GetTypeByMetadataName("System.Collections.Generic.IAsyncEnumerable`1"),
        })
        {
            if (sequence is not null && required.Length > 0)
            {
                yield return new GeneratedSignature(name + "All", shared.Prepend(sequence.Construct(Item(required, compilation))).ToArray(), 1);
            }

            if (sequence is not null && shared.Length > 0)
            {
                yield return new GeneratedSignature(name + "All", new ITypeSymbol[] { sequence.Construct(Item(types, compilation)) }, 1);
            }
        }
    }

    private static ITypeSymbol Item(ITypeSymbol[] types, Compilation compilation) =>
        types.Length == 1 ? types[0] : compilation.CreateTupleTypeSymbol(System.Collections.Immutable.ImmutableArray.Create(types));
}
