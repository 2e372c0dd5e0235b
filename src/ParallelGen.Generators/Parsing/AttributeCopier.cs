using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Model;

namespace ParallelGen.Generators.Parsing;

/// <summary>Attributes of the user's method that matter to callers of the generated members.</summary>
internal static class AttributeCopier
{
    private const string Obsolete = "System.ObsoleteAttribute";
    private const string Experimental = "System.Diagnostics.CodeAnalysis.ExperimentalAttribute";

    private static readonly string[] s_ofMembers =
    {
        Obsolete,
        Experimental,
        "System.ComponentModel.EditorBrowsableAttribute",
        "System.Runtime.Versioning.RequiresPreviewFeaturesAttribute",
        "System.Runtime.Versioning.SupportedOSPlatformAttribute",
        "System.Runtime.Versioning.UnsupportedOSPlatformAttribute",
    };

    private static readonly string[] s_ofParameters =
    {
        "System.Diagnostics.CodeAnalysis.AllowNullAttribute",
        "System.Diagnostics.CodeAnalysis.ConstantExpectedAttribute",
        "System.Diagnostics.CodeAnalysis.DisallowNullAttribute",
        "System.Diagnostics.CodeAnalysis.StringSyntaxAttribute",
    };

    /// <summary>What makes a parameter optional without a default value.</summary>
    private static readonly string[] s_ofOptionalParameters =
    {
        "System.Runtime.CompilerServices.CallerFilePathAttribute",
        "System.Runtime.CompilerServices.CallerLineNumberAttribute",
        "System.Runtime.CompilerServices.CallerMemberNameAttribute",
        "System.Runtime.CompilerServices.DateTimeConstantAttribute",
        "System.Runtime.CompilerServices.DecimalConstantAttribute",
        "System.Runtime.InteropServices.DefaultParameterValueAttribute",
        "System.Runtime.InteropServices.OptionalAttribute",
    };

    /// <summary>Names another parameter, which only the member for one call has.</summary>
    private const string CallerArgument = "System.Runtime.CompilerServices.CallerArgumentExpressionAttribute";

    public static EquatableArray<string> ForMembers(IMethodSymbol method) => Copy(method, s_ofMembers).ToEquatableArray();

    /// <summary>Inside an obsolete type, obsolete members may be used, even those that are an error elsewhere.</summary>
    public static EquatableArray<string> ForThunk(IMethodSymbol method) => Copy(method, new[] { Obsolete }).ToEquatableArray();

    public static string ForParameter(IParameterSymbol parameter, bool isOptional, bool isShared)
    {
        IEnumerable<string> names = s_ofParameters;
        if (isOptional)
        {
            names = names.Concat(s_ofOptionalParameters);
        }

        if (isOptional && !isShared)
        {
            names = names.Concat(new[] { CallerArgument });
        }

        string text = string.Join(", ", Copy(parameter, names.ToArray()));
        return text.Length == 0 ? "" : $"[{text}] ";
    }

    /// <summary>The diagnostics that mentioning the method, its types or the types around it raises.</summary>
    public static EquatableArray<string> ExperimentalIds(IMethodSymbol method)
    {
        SortedSet<string> ids = new(StringComparer.Ordinal);
        AddId(method, ids);
        AddIds(method.ContainingType, ids);
        AddIds(method.ReturnType, ids);
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            AddIds(parameter.Type, ids);
        }

        return ids.ToEquatableArray();
    }

    /// <summary>The diagnostics that mentioning the type raises.</summary>
    public static EquatableArray<string> ExperimentalIds(INamedTypeSymbol type)
    {
        SortedSet<string> ids = new(StringComparer.Ordinal);
        AddIds(type, ids);
        return ids.ToEquatableArray();
    }

    private static void AddIds(ITypeSymbol type, ISet<string> ids)
    {
        if (type is IArrayTypeSymbol array)
        {
            AddIds(array.ElementType, ids);
            return;
        }

        for (INamedTypeSymbol? named = type as INamedTypeSymbol; named is not null; named = named.ContainingType)
        {
            AddId(named, ids);
            foreach (ITypeSymbol argument in named.TypeArguments)
            {
                AddIds(argument, ids);
            }
        }
    }

    private static void AddId(ISymbol symbol, ISet<string> ids)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass.Is(Experimental)
                && attribute.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Primitive, Value: string id })
            {
                ids.Add(id);
            }
        }
    }

    private static IEnumerable<string> Copy(ISymbol symbol, string[] names) =>
        from attribute in symbol.GetAttributes()
        where names.Any(n => attribute.AttributeClass.Is(n)) && attribute.AttributeConstructor is not null
        select Text(attribute);

    private static string Text(AttributeData attribute)
    {
        string name = TypeNames.Of(attribute.AttributeClass!);
        IEnumerable<string> arguments = attribute.ConstructorArguments.Select(Constants.Argument)
            .Concat(attribute.NamedArguments.Select(a => $"{a.Key} = {Constants.Argument(a.Value)}"));
        string list = string.Join(", ", arguments);
        string shortName = name.Substring(0, name.Length - "Attribute".Length);
        return list.Length == 0 ? shortName : $"{shortName}({list})";
    }
}
