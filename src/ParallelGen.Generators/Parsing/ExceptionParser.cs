using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ParallelGen.Generators.Model;

namespace ParallelGen.Generators.Parsing;

/// <summary>Exception classes: which of them cross as themselves, and how.</summary>
internal static class ExceptionParser
{
    /// <summary>Parses a class of the compilation. Null when it is no exception, or one that nobody could make or name.</summary>
    public static ParsedException? Parse(ClassDeclarationSyntax declaration, SemanticModel model, CancellationToken cancel) =>
        model.GetDeclaredSymbol(declaration, cancel) is INamedTypeSymbol type
            && ExceptionMembers.IsException(type.BaseType)
            && IsFirstPart(declaration, type, cancel)
            ? Parse(type, model.Compilation, cancel).Exception
            : null;

    /// <summary>Parses a class of any assembly; otherwise says why it cannot arrive as itself.</summary>
    public static (ParsedException? Exception, string Reason) Parse(INamedTypeSymbol type, Compilation compilation, CancellationToken cancel)
    {
        WireAccess access = new(compilation, type, compilation.Assembly);
        WireTypeParser wire = new(compilation, type, new ProblemList(), cancel);
        if (WhyNot(type, wire, access) is { } reason)
        {
            return (null, reason);
        }

        ExceptionConstruction construction = ExceptionConstruction.Parse(type, wire, access);
        return construction.Constructors.Count == 0
            ? (null, "no constructor that generated code can call takes no more than a message, an inner exception and its members")
            : (Compose(type, wire, construction), "");
    }

    /// <summary>A base class may be repeated on each part of a partial class.</summary>
    private static bool IsFirstPart(ClassDeclarationSyntax declaration, INamedTypeSymbol type, CancellationToken cancel) =>
        type.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax(cancel))
            .FirstOrDefault(part => part is ClassDeclarationSyntax { BaseList: not null }) == declaration;

    /// <summary>What keeps generated code from naming or making it at all.</summary>
    private static string? WhyNot(INamedTypeSymbol type, WireTypeParser wire, WireAccess access) => type switch
    {
        _ when !ExceptionMembers.IsException(type) => "it is not an exception class",
        { IsAbstract: true } => "it is abstract, so only classes derived from it are thrown",
        { IsGenericType: true } => "it is generic",
        _ when !IsAccessible(type, access) => "generated code has no access to it",
        _ when wire.IsBehindAlias(type) => "its assembly is referenced under an extern alias only, which generated code cannot name",
        _ when wire.Compilation.GetTypeByMetadataName(KnownNames.Types.ExceptionEntry) is null => "the runtime is not referenced",
        _ => null,
    };

    private static bool IsAccessible(INamedTypeSymbol type, WireAccess access)
    {
        for (INamedTypeSymbol? level = type; level is not null; level = level.ContainingType)
        {
            if (level.IsFileLocal || !access.IsAccessible(level))
            {
                return false;
            }
        }

        return true;
    }

    private static ParsedException Compose(INamedTypeSymbol type, WireTypeParser wire, ExceptionConstruction construction)
    {
        // The assembly that lists the class, which for a named one is not its own.
        string assembly = wire.Compilation.Assembly.Name;
        string canonical = WireNames.Canonical(type);
        string name = WireNames.Codec(canonical, assembly, "ExceptionCodec");
        ExceptionModel exception = new()
        {
            HintName = name + ".g.cs",
            Name = name,
            TypeName = canonical,
            DisplayName = WireNames.Text(type),
            Members = construction.Members,
            Constructors = construction.Constructors,
            Suppressions = construction.Suppressions,
        };
        ExceptionEntryModel entry = new(assembly, FullName(type), $"{KnownNames.Global(KnownNames.Generated)}.{name}");
        return new ParsedException(exception, entry, wire.Codecs);
    }

    private static string FullName(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? FullName(outer) + "+" + type.MetadataName
        : type.ContainingNamespace.IsGlobalNamespace ? type.MetadataName
        : WireNames.Metadata(type)!;
}
