using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ParallelGen.Generators.Parsing;

/// <summary>An annotated method while it is parsed: its symbol, its attribute, and where things stand in the text.</summary>
internal sealed class MethodSource
{
    private readonly CancellationToken _cancel;

    public MethodSource(IMethodSymbol method, AttributeData attribute, Compilation compilation, ProblemList problems, CancellationToken cancel)
    {
        Method = method;
        Attribute = attribute;
        Model = ModelOf(attribute);
        Compilation = compilation;
        Problems = problems;
        _cancel = cancel;
    }

    public IMethodSymbol Method { get; }

    public AttributeData Attribute { get; }

    public Compilation Compilation { get; }

    public ProblemList Problems { get; }

    /// <summary>The member of the model enum that the attribute names; null for a number that has none.</summary>
    public string? Model { get; }

    /// <summary>Whether the calls run in other processes, so that what cannot go there is a problem.</summary>
    public bool CrossesProcesses => IsOfProcesses(Model);

    /// <summary>The method's identifier; the attribute where it has none.</summary>
    public Location Identifier => Method.MethodKind == MethodKind.AnonymousFunction
        ? Attribute.ApplicationSyntaxReference?.GetSyntax(_cancel).GetLocation() ?? Method.Locations[0]
        : Method.Locations[0];

    /// <summary>The return type, or the identifier where the text has none.</summary>
    public Location ReturnType => Declaration()?.ReturnType.GetLocation() ?? Identifier;

    /// <summary>The attribute's argument that is the model.</summary>
    public Location ModelArgument => ArgumentLocation(a => a.NameEquals is null);

    /// <summary>The member of the model enum that <c>[RunOn]</c> names; null for a number that has none.</summary>
    public static string? ModelOf(AttributeData attribute) => attribute.ConstructorArguments is [{ Type: INamedTypeSymbol type, Value: object value }]
        ? type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => f.HasConstantValue && Equals(f.ConstantValue, value))?.Name
        : null;

    /// <summary>Whether calls of the model run in other processes.</summary>
    public static bool IsOfProcesses(string? model) => model is KnownNames.Models.ProcessPool or KnownNames.Models.Process;

    /// <summary>The declaration, for an ordinary method.</summary>
    public MethodDeclarationSyntax? Declaration() =>
        Method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancel) as MethodDeclarationSyntax;

    /// <summary>The value of an option; null where it is not set.</summary>
    public object? Option(string option) =>
        Attribute.NamedArguments.FirstOrDefault(a => a.Key == option).Value is { Kind: TypedConstantKind.Primitive, Value: object value } ? value : null;

    /// <summary>The attribute's argument that sets an option.</summary>
    public Location OptionArgument(string option) => ArgumentLocation(a => a.NameEquals?.Name.Identifier.ValueText == option);

    private Location ArgumentLocation(Func<AttributeArgumentSyntax, bool> matches)
    {
        AttributeSyntax? syntax = Attribute.ApplicationSyntaxReference?.GetSyntax(_cancel) as AttributeSyntax;
        return syntax?.ArgumentList?.Arguments.FirstOrDefault(matches)?.GetLocation() ?? syntax?.GetLocation() ?? Identifier;
    }
}
