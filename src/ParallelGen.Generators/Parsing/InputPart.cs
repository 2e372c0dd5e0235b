using ParallelGen.Generators.Model;

namespace ParallelGen.Generators.Parsing;

/// <summary>One part of a call's input.</summary>
/// <param name="Kind">Where its value comes from.</param>
/// <param name="PlainName">The user's name.</param>
/// <param name="Value">Its value inside the generated members: the parameter as generated code writes it, or <c>this</c>.</param>
/// <param name="TypeName">The type in C#, as callers see it.</param>
/// <param name="CallTypeName">The type in C#, as the runtime's interfaces name it.</param>
internal sealed record InputPart(InputKind Kind, string PlainName, string Value, string TypeName, string CallTypeName)
{
    /// <summary>Its declaration on the member for one call; empty for the object itself.</summary>
    public string AsyncDeclaration { get; init; } = "";

    /// <summary>Its declaration on the member for many calls, where items share it; empty for the object itself.</summary>
    public string SharedDeclaration { get; init; } = "";

    /// <summary>Whether a caller of the member for many calls may leave it out, where items share it.</summary>
    public bool IsOptional { get; init; }

    /// <summary>What the thunk makes of the value: a format with one place.</summary>
    public string Argument { get; init; } = "{0}";

    /// <summary>How it crosses: itself, or each report of a progress handler. Null where nothing does.</summary>
    public WireTypeModel? Wire { get; init; }
}
