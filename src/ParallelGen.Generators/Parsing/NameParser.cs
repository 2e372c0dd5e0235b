using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ParallelGen.Generators.Model;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Parsing;

/// <summary>The names of the generated members, and whether anything is in their way.</summary>
internal static class NameParser
{
    private static readonly string[] s_suffixes = { "CoreAsync", "Core", "Async" };

    public static NamesModel Parse(MethodSource source, bool areParametersOrdinary)
    {
        IMethodSymbol method = source.Method;
        string name = Base(method);
        NamesModel names = Names(method);
        if (!SyntaxFacts.IsValidIdentifier(name))
        {
            // Given by the option, it is that option's problem.
            if (ChosenBase(method) is null)
            {
                Report(source, names.One, "nothing is left of the name without its suffix");
            }

            return names;
        }

        foreach (string? generated in new[] { names.One, names.Many })
        {
            if (generated is not null && WhyTaken(source, generated, areParametersOrdinary) is string reason)
            {
                Report(source, generated, reason);
                break; // the same new name frees the other
            }
        }

        return names;
    }

    /// <summary>The names of the members that the method gets.</summary>
    public static NamesModel Names(IMethodSymbol method)
    {
        string name = Base(method);
        return ReturnParser.IsSequence(method) ? new NamesModel(name + "Stream", null) : new NamesModel(name + "Async", name + "All");
    }

    /// <summary>The base of the generated names.</summary>
    public static string Base(IMethodSymbol method)
    {
        if (ChosenBase(method) is string name)
        {
            return name;
        }

        string? suffix = s_suffixes.FirstOrDefault(s => method.Name.EndsWith(s, StringComparison.Ordinal));
        return method.Name.Substring(0, method.Name.Length - (suffix?.Length ?? 0));
    }

    /// <summary>A name for the method that leaves the generated ones free of it.</summary>
    public static string Free(IMethodSymbol method) =>
        SyntaxFacts.IsValidIdentifier(Base(method)) ? Base(method) + (ReturnsTask(method) ? "CoreAsync" : "Core") : method.Name + "It";

    private static string? ChosenBase(IMethodSymbol method)
    {
        AttributeData? attribute = method.GetAttributes().FirstOrDefault(a => a.AttributeClass.Is(KnownNames.Types.RunOnAttribute));
        return attribute?.NamedArguments.FirstOrDefault(a => a.Key == KnownNames.Options.Name).Value is { Kind: TypedConstantKind.Primitive, Value: string name }
            ? name
            : null;
    }

    private static bool ReturnsTask(IMethodSymbol method) => method.ReturnType.Name is "Task" or "ValueTask";

    private static void Report(MethodSource source, string generated, string reason) =>
        source.Problems.Add(Descriptors.NameTaken, source.Identifier, source.Method.Name, generated, reason, Advice(source.Method, generated));

    /// <summary>Another name helps a method that is itself in the way, or has nothing to build on; the names generated for <c>CountCore</c> are those for <c>Count</c>.</summary>
    private static string Advice(IMethodSymbol method, string generated) =>
        method.Name == generated || !SyntaxFacts.IsValidIdentifier(Base(method))
            ? $"Rename the method (such as '{Free(method)}') or set Name on [RunOn]."
            : $"Set Name on [RunOn] (such as Name = \"{Base(method)}Remote\"), or rename one of the two.";

    private static string? WhyTaken(MethodSource source, string generated, bool areParametersOrdinary)
    {
        INamedTypeSymbol container = source.Method.ContainingType;
        if (container.Name == generated)
        {
            return "the type has that name";
        }

        for (INamedTypeSymbol? type = container; type is not null; type = type.BaseType)
        {
            foreach (ISymbol member in type.GetMembers(generated))
            {
                if (IsInTheWay(source, member, areParametersOrdinary))
                {
                    return $"'{member.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}' exists and would be used in its place";
                }
            }

            if (areParametersOrdinary && NameClashes.Sibling(source, type, generated) is IMethodSymbol sibling)
            {
                string shown = $"'{sibling.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}' gets the same one";
                return Overrides(source.Method, sibling) ? shown + ", which calls this override: [RunOn] there is enough" : shown;
            }
        }

        return null;
    }

    private static bool Overrides(IMethodSymbol method, IMethodSymbol other)
    {
        IMethodSymbol? overridden = method.OverriddenMethod;
        while (overridden is not null && !SymbolEqualityComparer.Default.Equals(overridden, other))
        {
            overridden = overridden.OverriddenMethod;
        }

        return overridden is not null;
    }

    private static bool IsInTheWay(MethodSource source, ISymbol member, bool areParametersOrdinary)
    {
        INamedTypeSymbol container = source.Method.ContainingType;
        if (!source.Compilation.IsSymbolAccessibleWithin(member, container) || IsGeneratedHere(member, container.ContainingAssembly))
        {
            return false;
        }

        return member is not IMethodSymbol method || (areParametersOrdinary && NameClashes.CouldBind(source, method));
    }

    /// <summary>The analyzer sees what the generator made of this assembly; the generator does not.</summary>
    private static bool IsGeneratedHere(ISymbol member, IAssemblySymbol assembly) =>
        SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, assembly) && member.IsGenerated();
}
