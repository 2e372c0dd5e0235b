using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Model;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Parsing;

/// <summary>Decides how the values of a type cross a process boundary, or says why they cannot.</summary>
/// <remarks>One parser serves one method or one exception class: the codecs that it needs are collected in <see cref="Codecs"/>.</remarks>
internal sealed class WireTypeParser
{
    /// <summary>How deep type arguments may be nested: a generic type may mention ever larger versions of itself.</summary>
    private const int MaxNesting = 24;

    private readonly ProblemList _problems;
    private readonly CancellationToken _cancel;
    private readonly WireRegisteredParser _registered;
    private readonly WireSerializedParser _serialized;
    private readonly WireObjectParser _objects;
    private readonly WireHierarchyParser _hierarchies;

    private readonly WireDefinitions _definitions;
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);
    private Location _location = Location.None;

    public WireTypeParser(Compilation compilation, INamedTypeSymbol container, ProblemList problems, CancellationToken cancel)
    {
        Compilation = compilation;
        Container = container;
        _problems = problems;
        _cancel = cancel;
        _definitions = new WireDefinitions(compilation);
        _registered = new WireRegisteredParser(this);
        _serialized = new WireSerializedParser(this);
        _objects = new WireObjectParser(this);
        _hierarchies = new WireHierarchyParser(this);
    }

    /// <summary>Every object codec needed by what was parsed so far, each once, in ordinal order.</summary>
    public EquatableArray<CodecModel> Codecs => _definitions.Codecs;

    internal Compilation Compilation { get; }

    internal INamedTypeSymbol Container { get; }

    internal CancellationToken Cancel => _cancel;

    /// <summary>Parses the type of a parameter or result. Null when it cannot cross: the problem is recorded, or the compiler has its own.</summary>
    /// <param name="type">The declared type.</param>
    /// <param name="location">Where problems are reported.</param>
    /// <param name="path">How messages begin, such as <c>Parameter 'order'</c>.</param>
    public WireTypeModel? Parse(ITypeSymbol type, Location location, string path)
    {
        _location = location;
        _refused.Clear();
        _definitions.Begin();
        if (ParseShape(type, WirePath.Root(path, type)) is { } shape && _refused.Count == 0)
        {
            _definitions.Share();
            return new WireTypeModel(TypeNames.Of(type), shape.CodecName, shape.Describe(type.NullableAnnotation));
        }

        _definitions.Forget();
        return null;
    }

    internal bool IsForeign(ITypeSymbol type) =>
        !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, Compilation.Assembly);

    /// <summary>Whether a type comes with the framework. Its reference assemblies hide the state of their types.</summary>
    internal bool IsFramework(ITypeSymbol type) =>
        IsForeign(type) && WireNames.Metadata(Outermost(type)) is { } name && name.StartsWith("System.", StringComparison.Ordinal);

    internal WireShape? ParseShape(ITypeSymbol type, WirePath path)
    {
        _cancel.ThrowIfCancellationRequested();
        if (type.TypeKind == TypeKind.Error)
        {
            return Abandon(type);
        }

        if (Nesting(type) > MaxNesting)
        {
            return Refuse(type, path, "it nests ever larger types without end", "Break the chain, or register a codec with [assembly: WireCodec]");
        }

        if (IsBehindAlias(type))
        {
            return Refuse(type, path, "its assembly is referenced under an extern alias only, which generated code cannot name", "Add the alias 'global' to the reference, or pass a type of your own");
        }

        return _registered.Parse(type, path) ?? ParseUnregistered(type, path);
    }

    /// <summary>Parses a member of a closed hierarchy: exactly this type, whatever is derived from it.</summary>
    internal WireShape? ParseExactly(INamedTypeSymbol type, WirePath path) => HasOwnCodec(type) || type.TypeKind != TypeKind.Class || IsRefused(type)
        ? ParseShape(type, path)
        : _objects.Parse(type, path);

    /// <summary>Records that a type cannot cross. The same type is not reported twice for one parameter.</summary>
    internal WireShape? Refuse(ITypeSymbol type, WirePath path, string reason, string advice) =>
        Report(Descriptors.TypeCannotCross, type, path.Describe(type), reason, advice + ".");

    internal bool IsBehindAlias(ITypeSymbol type) => NameableTypes.IsBehindAlias(Compilation, type);

    /// <summary>Gives a type up in silence: the compiler has something to say about it.</summary>
    internal WireShape? Abandon(ITypeSymbol type)
    {
        _refused.Add(WireNames.Canonical(type));
        return null;
    }

    /// <summary>Whether a type says itself how it crosses, so that nobody may pass that over.</summary>
    internal bool HasOwnCodec(ITypeSymbol type) => _registered.Contains(type) || _serialized.Find(type) is not null;

    internal WireShape? Report(DiagnosticDescriptor rule, ITypeSymbol type, params object[] arguments)
    {
        if (_refused.Add(WireNames.Canonical(type)))
        {
            _problems.Add(rule, _location, arguments);
        }

        return null;
    }

    /// <summary>Records what does not keep the type that is being read from crossing.</summary>
    internal void Warn(DiagnosticDescriptor rule, params object[] arguments)
    {
        _problems.Add(rule, _location, arguments);
        _definitions.KeepLocal();
    }

    /// <summary>Finds or reads a type whose codec is emitted for it.</summary>
    internal WireShape? Define(string key, WirePlacement placement, WireShape shape, Func<CodecModel?> read)
    {
        if (_definitions.Find(key) is { } known)
        {
            return known;
        }

        if (!_refused.Contains(key) && _definitions.Read(key, shape, placement.IsLocal, read) is { } made)
        {
            return made;
        }

        _refused.Add(key);
        return null;
    }

    private static ITypeSymbol Outermost(ITypeSymbol type)
    {
        while (type.ContainingType is { } outer)
        {
            type = outer;
        }

        return type;
    }

    private static int Nesting(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => 1 + Nesting(array.ElementType),
        INamedTypeSymbol { IsGenericType: true } named => 1 + named.TypeArguments.Select(Nesting)
            .Append(named.ContainingType is { } outer ? Nesting(outer) : 0).Max(),
        _ => 0,
    };

    private static bool IsRefused(ITypeSymbol type) => WireRefusals.Find(type) is not null;

    private WireShape? ParseUnregistered(ITypeSymbol type, WirePath path)
    {
        if (_refused.Contains(WireNames.Canonical(type)))
        {
            return null;
        }

        if (type.TypeKind == TypeKind.Delegate || (WireNames.Metadata(type) is "System.Delegate" or "System.MulticastDelegate"))
        {
            return Report(Descriptors.DelegateCannotCross, type, path.Describe(type));
        }

        if (WireRefusals.Find(type) is { } refusal)
        {
            return Refuse(type, path, refusal.Reason, refusal.Advice);
        }

        if (WirePrimitives.Find(type, IsFramework(type)) is { } primitive)
        {
            return primitive;
        }

        return type switch
        {
            IArrayTypeSymbol array => ParseArray(array, path),
            INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => ParseNullable(nullable, path),
            INamedTypeSymbol named when IsForeign(named) && WireCollections.Contains(named) => ParseCollection(named, path),
            INamedTypeSymbol named when _serialized.Find(named) is { } serializer => _serialized.Parse(named, serializer, path),
            INamedTypeSymbol named => ParseObject(named, path),
            _ => Refuse(type, path, "it has no codec", "Declare a record for it"),
        };
    }

    private WireShape? ParseArray(IArrayTypeSymbol array, WirePath path) =>
        ParseShape(array.ElementType, path) is { } item ? WireCollections.ComposeArray(array, item) : null;

    private WireShape? ParseNullable(INamedTypeSymbol nullable, WirePath path) =>
        ParseShape(nullable.TypeArguments[0], path) is { } item ? WireCollections.ComposeNullable(nullable.TypeArguments[0], item) : null;

    private WireShape? ParseCollection(INamedTypeSymbol collection, WirePath path)
    {
        List<WireShape?> items = collection.TypeArguments.Select(item => ParseShape(item, path)).ToList();
        return items.Contains(null) ? null : WireCollections.Compose(collection, items!);
    }

    private WireShape? ParseObject(INamedTypeSymbol type, WirePath path)
    {
        if (WireHierarchyParser.IsDeclared(type))
        {
            return _hierarchies.Parse(type, path);
        }

        if (type.TypeKind == TypeKind.Interface || type.IsAbstract || type.SpecialType == SpecialType.System_Object)
        {
            return Report(Descriptors.OpenHierarchy, type, path.Describe(type));
        }

        return _objects.Parse(type, path);
    }
}
