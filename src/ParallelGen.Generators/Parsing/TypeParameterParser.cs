using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Model;

namespace ParallelGen.Generators.Parsing;

/// <summary>The type parameters of a generic method, as its generated members and its struct repeat them.</summary>
internal static class TypeParameterParser
{
    public static TypeParametersModel Parse(IMethodSymbol method) => method.Arity == 0
        ? new TypeParametersModel("", EquatableArray<string>.Empty)
        : new TypeParametersModel(
            "<" + string.Join(", ", method.TypeParameters.Select(p => TypeNames.Of(p))) + ">",
            method.TypeParameters.Select(Clause).Where(c => c.Length > 0).ToEquatableArray());

    private static string Clause(ITypeParameterSymbol parameter)
    {
        string list = string.Join(", ", Constraints(parameter));
        return list.Length == 0 ? "" : $"where {TypeNames.Of(parameter)} : {list}";
    }

    private static IEnumerable<string> Constraints(ITypeParameterSymbol parameter)
    {
        string? kind = parameter switch
        {
            { HasUnmanagedTypeConstraint: true } => "unmanaged",
            { HasValueTypeConstraint: true } => "struct",
            { HasReferenceTypeConstraint: true } => parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class",
            { HasNotNullConstraint: true } => "notnull",
            _ => null,
        };
        if (kind is not null)
        {
            yield return kind;
        }

        foreach (ITypeSymbol type in parameter.ConstraintTypes)
        {
            yield return TypeNames.Of(type);
        }

        if (parameter.HasConstructorConstraint)
        {
            yield return "new()";
        }

        if (parameter.AllowsRefLikeType)
        {
            yield return "allows ref struct";
        }
    }
}
