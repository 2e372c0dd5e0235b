using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Model;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Parsing;

/// <summary>Parses classes, structs, records and tuples whose codec is emitted for them.</summary>
internal sealed class WireObjectParser(WireTypeParser parser)
{
    public WireShape? Parse(INamedTypeSymbol type, WirePath path)
    {
        if (WireUnmanagedStructs.IsMemory(parser, type))
        {
            return WirePrimitives.Memory(type, $"{WireNames.Text(type)} (memory image)");
        }

        if (WireTuples.Find(parser, type) is { } items)
        {
            return Define(type, path, (placement, shape) => ParseTuple(type, items, placement, shape, path));
        }

        if (parser.IsFramework(type))
        {
            return parser.Refuse(type, path, "this type of the framework has no codec", "Use List<T>, Dictionary<K, V>, an array or a record, or register a codec with [assembly: WireCodec]");
        }

        if (WireUnmanagedStructs.IsInlineArray(type))
        {
            return parser.Refuse(type, path, "an inline array of references has no codec", "Use an array");
        }

        return Define(type, path, (placement, shape) => ParseObject(type, placement, shape, path));
    }

    private WireShape? Define(INamedTypeSymbol type, WirePath path, Func<WirePlacement, WireShape, CodecModel?> parse)
    {
        if (WirePlacement.Find(parser, type, path) is not { } placement)
        {
            return null;
        }

        string text = WireNames.Text(type);
        WireShape shape = placement.Name(type, type.IsValueType ? $"{text}, member by member" : text) with { IsObject = type.IsReferenceType };
        return parser.Define(WireNames.Canonical(type), placement, shape, () => parse(placement, shape));
    }

    private CodecModel? ParseTuple(INamedTypeSymbol type, IReadOnlyList<WireTupleItem> items, WirePlacement placement, WireShape shape, WirePath path)
    {
        List<CodecMemberModel> members = new();
        WireLocals locals = new("reader");
        foreach (WireTupleItem item in items)
        {
            if (parser.ParseShape(item.Type, path.Member(type, item.DisplayName, item.Type)) is { } wire)
            {
                members.Add(new CodecMemberModel(item.Name, $"value.{item.Name}", locals.Add(item.Name), wire.CodecName, wire.Describe(NullableAnnotation.None)));
            }
        }

        return members.Count < items.Count ? null : placement.Begin(type, Kind(type), shape) with
        {
            Members = members.ToEquatableArray(),
            Creation = WireTuples.Creation(type),
            Arguments = members.Select(member => member.Local).ToEquatableArray(),
            Suppressions = WireSuppressions.Collect(type, items.Select(item => item.Type), Array.Empty<ISymbol>()),
        };
    }

    private CodecModel? ParseObject(INamedTypeSymbol type, WirePlacement placement, WireShape shape, WirePath path)
    {
        WireState state = WireStateParser.Parse(parser, type, placement.Within);
        if (state.IsBroken)
        {
            parser.Abandon(type);
            return null;
        }

        if (state.Failure is { } failure)
        {
            parser.Refuse(type, path, failure.Reason, failure.Advice);
            return null;
        }

        if (ParseMembers(type, state, path) is not { } members)
        {
            return null;
        }

        WireConstructorSelector selector = new(parser, type, state, new WireAccess(parser.Compilation, type, placement.Within));
        (WireConstruction? construction, string reason) = selector.Select();
        if (construction is null)
        {
            parser.Report(Descriptors.NoUsableConstructor, type, path.Describe(type), reason);
            return null;
        }

        if (state.Unseen.Count > 0)
        {
            parser.Warn(Descriptors.MemberNotCarried, path.Describe(type), string.Join(" and ", state.Unseen));
        }

        return Build(type, placement.Begin(type, Kind(type), shape), construction, members);
    }

    /// <summary>The members on the wire; null when one of them cannot cross. All of them are tried, so that each problem is told.</summary>
    private List<(WireMember Member, WireShape Shape)>? ParseMembers(INamedTypeSymbol type, WireState state, WirePath path)
    {
        List<(WireMember, WireShape)> members = new();
        foreach (WireMember member in state.Members)
        {
            if (parser.ParseShape(member.Type, path.Member(type, member.Name, member.Type)) is { } shape)
            {
                members.Add((member, shape));
            }
        }

        return members.Count == state.Members.Count ? members : null;
    }

    private static CodecModel Build(INamedTypeSymbol type, CodecModel codec, WireConstruction construction, List<(WireMember Member, WireShape Shape)> members)
    {
        WireLocals names = new("reader");
        Dictionary<WireMember, string> locals = members.ToDictionary(item => item.Member, item => names.Add(item.Member.Name));
        return codec with
        {
            Members = members.Select(item => new CodecMemberModel(
                item.Member.Name,
                $"value.{TypeNames.Identifier(item.Member.Name)}",
                locals[item.Member],
                item.Shape.CodecName,
                item.Shape.Describe(Annotation(item.Member)))).ToEquatableArray(),
            Creation = "new " + codec.TypeName,
            Arguments = construction.Arguments
                .Select(argument => $"{TypeNames.Identifier(argument.Parameter.Name)}: {locals[argument.Member]}").ToEquatableArray(),
            Initializers = construction.Initializers
                .Select(member => $"{TypeNames.Identifier(member.Name)} = {locals[member]}").ToEquatableArray(),
            Suppressions = WireSuppressions.Collect(
                type,
                members.Select(item => item.Member.Type),
                members.Select(item => item.Member.Reader!).Concat(new ISymbol[] { construction.Constructor })),
        };
    }

    /// <summary>As the member is declared: generic types have one codec, whatever the annotations of their arguments are.</summary>
    private static NullableAnnotation Annotation(WireMember member) => member.Reader?.OriginalDefinition switch
    {
        IPropertySymbol property => property.NullableAnnotation,
        IFieldSymbol field => field.NullableAnnotation,
        _ => NullableAnnotation.None,
    };

    private static CodecKind Kind(INamedTypeSymbol type) => type.IsValueType ? CodecKind.Struct : CodecKind.Class;
}
