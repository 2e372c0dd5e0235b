namespace ParallelGen.Generators.Model;

/// <summary>One codec to emit: everything that stands in its file.</summary>
/// <remarks>Two methods that need the same codec yield equal models, so that it is emitted once.</remarks>
internal sealed record CodecModel
{
    /// <summary>The file: readable, and unique without regard to case.</summary>
    public required string HintName { get; init; }

    public required CodecKind Kind { get; init; }

    /// <summary>The namespace around it; empty for the global one.</summary>
    public required string Namespace { get; init; }

    /// <summary>The types around it, outermost first, such as <c>partial class Text</c>; none for a type that the whole assembly can see.</summary>
    public required EquatableArray<string> Containers { get; init; }

    /// <summary>The codec's simple name.</summary>
    public required string Name { get; init; }

    /// <summary>The type that crosses, in C#.</summary>
    public required string TypeName { get; init; }

    /// <summary>The type as the user would write it.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The members in the order of the wire; none for a hierarchy.</summary>
    public EquatableArray<CodecMemberModel> Members { get; init; }

    /// <summary>What stands before the argument list that makes an object: <c>new T</c>, or nothing for a tuple literal.</summary>
    public string Creation { get; init; } = "";

    /// <summary>The arguments, such as <c>name: name</c>.</summary>
    public EquatableArray<string> Arguments { get; init; }

    /// <summary>The object initializer, such as <c>Name = name</c>.</summary>
    public EquatableArray<string> Initializers { get; init; }

    /// <summary>The types of a hierarchy by number; none for an object.</summary>
    public EquatableArray<CodecCaseModel> Cases { get; init; }

    /// <summary>The class that serializes values of the type, in C#; empty where the codec itself does. Then there are no members and no cases.</summary>
    public string Serializer { get; init; } = "";

    /// <summary>Warnings that using the type's own members would raise (obsolete, experimental), ordinal.</summary>
    public EquatableArray<string> Suppressions { get; init; }
}
