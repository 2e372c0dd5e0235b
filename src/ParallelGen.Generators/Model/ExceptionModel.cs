namespace ParallelGen.Generators.Model;

/// <summary>One exception class: everything that stands in the file of its codec.</summary>
internal sealed record ExceptionModel
{
    public required string HintName { get; init; }

    /// <summary>The codec's simple name.</summary>
    public required string Name { get; init; }

    /// <summary>The class in C#.</summary>
    public required string TypeName { get; init; }

    /// <summary>The class as the user would write it.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The members in the order of the wire.</summary>
    public required EquatableArray<CodecMemberModel> Members { get; init; }

    /// <summary>The constructors to try, in order.</summary>
    public required EquatableArray<ExceptionConstructorModel> Constructors { get; init; }

    /// <summary>Warnings that using the class's own members would raise (obsolete, experimental), ordinal.</summary>
    public required EquatableArray<string> Suppressions { get; init; }
}
