using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Model;

namespace ParallelGen.Generators.Parsing;

/// <summary>The members that the generator made, as the rest of the compilation sees them; those of other assemblies too.</summary>
internal static class GeneratedMembers
{
    /// <summary>Whether this tool wrote the member.</summary>
    public static bool IsGenerated(this ISymbol member) =>
        member.GetAttributes().Any(a => a.AttributeClass.Is("System.CodeDom.Compiler.GeneratedCodeAttribute")
            && a.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Primitive, Value: KnownNames.Tool });

    /// <summary>What <c>[RunOn]</c> says on the method; null where it does not stand.</summary>
    public static AttributeData? RunOn(this IMethodSymbol method) =>
        (method.PartialDefinitionPart ?? method).GetAttributes().FirstOrDefault(a => a.AttributeClass.Is(KnownNames.Types.RunOnAttribute));

    /// <summary>The name of the member for one call; null where none was generated, as for a method with a problem.</summary>
    public static string? ForOneCall(IMethodSymbol annotated)
    {
        NamesModel names = NameParser.Names(annotated);
        return annotated.ContainingType.GetMembers(names.One).Any(IsGenerated) ? names.One : null;
    }
}
