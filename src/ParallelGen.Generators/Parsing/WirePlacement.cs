using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ParallelGen.Generators.Model;

namespace ParallelGen.Generators.Parsing;

/// <summary>Where a type's codec stands: beside all others, or inside the container when the type is private there.</summary>
/// <param name="Within">Whose eyes the codec sees members with.</param>
/// <param name="Namespace">The namespace around it.</param>
/// <param name="Containers">The partial types around it, outermost first.</param>
/// <param name="Prefix">What qualifies its name.</param>
internal sealed record WirePlacement(ISymbol Within, string Namespace, EquatableArray<string> Containers, string Prefix)
{
    /// <summary>Whether only the container sees the codec.</summary>
    public bool IsLocal => Within is INamedTypeSymbol;

    /// <summary>Null when there is no such place; the problem is recorded.</summary>
    public static WirePlacement? Find(WireTypeParser parser, INamedTypeSymbol type, WirePath path)
    {
        if (parser.Compilation.IsSymbolAccessibleWithin(type, parser.Compilation.Assembly))
        {
            return new WirePlacement(parser.Compilation.Assembly, KnownNames.Generated, EquatableArray<string>.Empty, KnownNames.Global(KnownNames.Generated) + ".");
        }

        INamedTypeSymbol container = parser.Container;
        if (!parser.Compilation.IsSymbolAccessibleWithin(type, container))
        {
            parser.Refuse(type, path, $"generated code in '{WireNames.Display(container)}' has no access to it", "Make it internal");
            return null;
        }

        List<INamedTypeSymbol> chain = new();
        for (INamedTypeSymbol? outer = container; outer is not null; outer = outer.ContainingType)
        {
            if (!IsPartial(outer, parser.Cancel))
            {
                parser.Refuse(type, path, $"it is private, so its codec must stand inside '{WireNames.Display(outer)}', which is not partial", "Make that type partial, or this one internal");
                return null;
            }

            chain.Insert(0, outer);
        }

        string space = container.ContainingNamespace.IsGlobalNamespace ? "" : ContainerParser.TypeNamespace(container.ContainingNamespace);
        return new WirePlacement(container, space, chain.Select(ContainerParser.Header).ToEquatableArray(), WireNames.Canonical(container) + ".");
    }

    /// <summary>The shape of a codec at this place. Friend assemblies see each other's codecs, so the assembly is part of the name's hash.</summary>
    public WireShape Name(INamedTypeSymbol type, string description, string suffix = "Codec")
    {
        string assembly = (Within as IAssemblySymbol ?? Within.ContainingAssembly).Name;
        return new WireShape(Prefix + WireNames.Codec(WireNames.Canonical(type), assembly + "|" + Prefix, suffix), description);
    }

    /// <summary>A codec model of this place; the caller adds what it does.</summary>
    public CodecModel Begin(INamedTypeSymbol type, CodecKind kind, WireShape shape)
    {
        string name = shape.CodecName.Substring(Prefix.Length);
        return new CodecModel
        {
            HintName = name + ".g.cs",
            Kind = kind,
            Namespace = Namespace,
            Containers = Containers,
            Name = name,
            TypeName = WireNames.Canonical(type),
            DisplayName = WireNames.Text(type),
        };
    }

    private static bool IsPartial(INamedTypeSymbol type, CancellationToken cancel) => type.DeclaringSyntaxReferences.Any(reference =>
        reference.GetSyntax(cancel) is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));
}
