using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ParallelGen.Generators.Parsing;

/// <summary>Chooses the constructor that, with settable members, brings back the whole state of a type.</summary>
internal sealed class WireConstructorSelector(WireTypeParser parser, INamedTypeSymbol type, WireState state, WireAccess access)
{
    /// <summary>The first by preference that covers the state; otherwise why none does.</summary>
    public (WireConstruction? Construction, string Reason) Select()
    {
        if (state.Members.FirstOrDefault(member => member.Reader is null) is { } unreadable)
        {
            return (null, $"{unreadable.Describe()} cannot be read from generated code");
        }

        string? reason = null;
        foreach (IMethodSymbol constructor in Candidates())
        {
            (WireConstruction? construction, string failure) = Try(constructor);
            if (construction is not null)
            {
                return (construction, "");
            }

            // The preferred constructor's failure tells most.
            reason ??= failure;
        }

        return (null, reason ?? "it has no constructor that generated code can call");
    }

    /// <summary>[JsonConstructor], the primary constructor, then by number of parameters; the signature settles what is left.</summary>
    private IEnumerable<IMethodSymbol> Candidates() => type.InstanceConstructors
        .Where(constructor => access.IsAccessible(constructor) && !IsCopy(constructor))
        .OrderByDescending(constructor => Has(constructor, "System.Text.Json.Serialization.JsonConstructorAttribute"))
        .ThenByDescending(constructor => !parser.IsForeign(type) && WirePrimaryConstructor.Is(constructor, parser.Cancel))
        .ThenByDescending(constructor => constructor.Parameters.Length)
        .ThenBy(constructor => constructor.ToDisplayString(), StringComparer.Ordinal);

    private (WireConstruction? Construction, string Reason) Try(IMethodSymbol constructor)
    {
        List<(IParameterSymbol Parameter, WireMember Member)> arguments = new();
        foreach (IParameterSymbol parameter in constructor.Parameters)
        {
            if (parameter.RefKind is RefKind.None or RefKind.In && Match(parameter) is { } member)
            {
                arguments.Add((parameter, member));
            }
            else if (!parameter.IsOptional)
            {
                return (null, $"no readable member has the name and type of the constructor's parameter '{parameter.Name}'");
            }
        }

        bool setsRequired = Has(constructor, "System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute");
        List<WireMember> initializers = new();
        foreach (WireMember member in state.Members)
        {
            bool isCovered = arguments.Any(argument => argument.Member == member);
            if (isCovered && (setsRequired || !member.IsRequired))
            {
                continue;
            }

            if (!member.CanSet)
            {
                return (null, $"{member.Describe()} is covered by no constructor parameter of the same name and type, and cannot be set");
            }

            initializers.Add(member);
        }

        return (new WireConstruction(constructor, arguments, initializers), "");
    }

    private WireMember? Match(IParameterSymbol parameter) => state.Members
        .Where(member => member.IsNamed(parameter.Name) && Converts(parser.Compilation, member.Type, parameter.Type))
        .OrderByDescending(member => string.Equals(member.Name, parameter.Name, StringComparison.Ordinal))
        .ThenByDescending(member => string.Equals(member.Name, parameter.Name, StringComparison.OrdinalIgnoreCase))
        .FirstOrDefault();

    /// <summary>Whether a parameter takes the value of a member as it is.</summary>
    internal static bool Converts(Compilation compilation, ITypeSymbol member, ITypeSymbol parameter)
    {
        Conversion conversion = compilation.ClassifyConversion(member, parameter);
        return conversion is { IsUserDefined: false, IsImplicit: true } && (conversion.IsIdentity || conversion.IsReference || conversion.IsNullable);
    }

    private bool IsCopy(IMethodSymbol constructor) => type.IsRecord && constructor.Parameters.Length == 1
        && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, type);

    private static bool Has(IMethodSymbol constructor, string attribute) => constructor.GetAttributes()
        .Any(item => item.AttributeClass is { } name && WireNames.Metadata(name) == attribute);
}
