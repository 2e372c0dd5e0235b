using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Parsing;

/// <summary>Types that generated code cannot write down.</summary>
internal static class NameableTypes
{
    /// <summary>Why not, and a sentence that says what to do; null where it can.</summary>
    public static (string Reason, string Advice)? WhyNot(Compilation compilation, ITypeSymbol type) => type switch
    {
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => ("which has a pointer in it", "Pass the data that it points to."),
        IArrayTypeSymbol array => WhyNot(compilation, array.ElementType),
        INamedTypeSymbol named when IsBehindAlias(compilation, named) =>
            ("whose assembly is referenced under an extern alias only", "Add the alias 'global' to the reference."),
        INamedTypeSymbol named => named.TypeArguments.Select(t => WhyNot(compilation, t)).FirstOrDefault(w => w is not null),
        _ => null,
    };

    /// <summary>Generated code begins every name with <c>global::</c>.</summary>
    public static bool IsBehindAlias(Compilation compilation, ITypeSymbol type) =>
        type.ContainingAssembly is { } assembly
        && compilation.GetMetadataReference(assembly) is { Properties.Aliases: { IsEmpty: false } aliases }
        && !aliases.Contains(MetadataReferenceProperties.GlobalAlias);
}
