using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ParallelGen.Generators.Model;

namespace ParallelGen.Generators.Parsing;

/// <summary>The exception classes of a compilation: which of them cross as themselves, and how.</summary>
internal static class ExceptionParser
{
    /// <summary>Null when the class is no exception, or one that nobody could make or name.</summary>
    public static ParsedException? Parse(ClassDeclarationSyntax declaration, SemanticModel model, CancellationToken cancel)
    {
        if (model.GetDeclaredSymbol(declaration, cancel) is not INamedTypeSymbol type
            || !ExceptionMembers.IsException(type.BaseType)
            || !IsFirstPart(declaration, type, cancel)
            || model.Compilation.GetTypeByMetadataName(KnownNames.Types.ExceptionEntry) is null)
        {
            return null;
        }

        WireAccess access = new(model.Compilation, type, model.Compilation.Assembly);
        if (!CanBeNamed(type, access))
        {
            return null;
        }

        WireTypeParser wire = new(model.Compilation, type, new ProblemList(), cancel);
        ExceptionConstruction construction = ExceptionConstruction.Parse(type, wire, access);
        return construction.Constructors.Count == 0 ? null : Compose(type, wire, construction);
    }

    /// <summary>A base class may be repeated on each part of a partial class.</summary>
    private static bool IsFirstPart(ClassDeclarationSyntax declaration, INamedTypeSymbol type, CancellationToken cancel) =>
        type.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax(cancel))
            .FirstOrDefault(part => part is ClassDeclarationSyntax { BaseList: not null }) == declaration;

    private static bool CanBeNamed(INamedTypeSymbol type, WireAccess access)
    {
        if (type.IsAbstract || type.IsGenericType)
        {
            return false;
        }

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
        string assembly = type.ContainingAssembly.Name;
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
