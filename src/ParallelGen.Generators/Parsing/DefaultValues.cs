using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ParallelGen.Generators.Parsing;

/// <summary>The default values of optional parameters.</summary>
internal static class DefaultValues
{
    /// <summary>
    /// <c> = value</c>; empty for a required parameter and for one that is optional by attributes, which are copied instead
    /// because required parameters may follow it.
    /// </summary>
    public static string Clause(IParameterSymbol parameter)
    {
        if (!parameter.IsOptional || IsOptionalByAttribute(parameter) || !parameter.HasExplicitDefaultValue)
        {
            return "";
        }

        return " = " + Constants.Default(parameter.Type, parameter.ExplicitDefaultValue);
    }

    private static bool IsOptionalByAttribute(IParameterSymbol parameter) =>
        parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is ParameterSyntax { Default: null };
}
