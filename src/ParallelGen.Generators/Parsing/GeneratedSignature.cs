using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Model;

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
        NamesModel names = NameParser.Names(method);
        IParameterSymbol[] parameters = method.Parameters.Where(p => !ParameterKinds.IsToken(p)).ToArray();
        if (compilation.GetTypeByMetadataName("System.Threading.CancellationToken") is INamedTypeSymbol token)
        {
            int needed = Array.FindLastIndex(parameters, p => !p.IsOptional) + 1;
            yield return new GeneratedSignature(names.One, parameters.Select(p => p.Type).Append(token).ToArray(), needed);
        }

        if (names.Many is null)
        {
            yield break;
        }

        foreach (GeneratedSignature batch in OfBatches(names.Many, parameters, compilation))
        {
            yield return batch;
        }
    }

    private static IEnumerable<GeneratedSignature> OfBatches(string name, IParameterSymbol[] parameters, Compilation compilation)
    {
        IParameterSymbol[] required = parameters.Where(p => ParameterKinds.Of(p) == InputKind.Required).ToArray();
        IParameterSymbol[] ordinary = parameters.Where(p => ParameterKinds.Of(p) is InputKind.Required or InputKind.Optional).ToArray();
        if (required.Length == 0)
        {
            yield return Batch(name, compilation.GetSpecialType(SpecialType.System_Int32), parameters);
        }

        foreach (INamedTypeSymbol? sequence in new[]
        {
            compilation.GetSpecialType(SpecialType.System_Collections_Generic_IEnumerable_T),
            compilation.GetTypeByMetadataName("System.Collections.Generic.IAsyncEnumerable`1"),
        })
        {
            if (sequence is not null && required.Length > 0)
            {
                yield return Batch(name, sequence.Construct(Item(required, compilation)), parameters.Except(required));
            }

            if (sequence is not null && ordinary.Length > required.Length)
            {
                yield return Batch(name, sequence.Construct(Item(ordinary, compilation)), parameters.Except(ordinary));
            }
        }
    }

    private static GeneratedSignature Batch(string name, ITypeSymbol source, IEnumerable<IParameterSymbol> shared)
    {
        IParameterSymbol[] ordered = shared.OrderBy(p => ParameterKinds.Of(p) == InputKind.Progress ? 2 : p.IsOptional ? 1 : 0).ToArray();
        int needed = 1 + ordered.Count(p => ParameterKinds.Of(p) == InputKind.Broadcast && !p.IsOptional);
        return new GeneratedSignature(name, ordered.Select(p => p.Type).Prepend(source).ToArray(), needed);
    }

    private static ITypeSymbol Item(IParameterSymbol[] parameters, Compilation compilation) =>
        parameters.Length == 1 ? parameters[0].Type : compilation.CreateTupleTypeSymbol(ImmutableArray.CreateRange(parameters.Select(p => p.Type)));
}
