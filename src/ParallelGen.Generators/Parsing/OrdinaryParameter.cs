using ParallelGen.Generators.Model;

namespace ParallelGen.Generators.Parsing;

/// <summary>One parameter that is part of a call's input.</summary>
/// <param name="PlainName">The user's name.</param>
/// <param name="Name">The user's name as generated code writes it.</param>
/// <param name="TypeName">The type in C#.</param>
/// <param name="IsOptional">Whether a caller may leave it out.</param>
/// <param name="AsyncDeclaration">Its declaration on the member for one call.</param>
/// <param name="SharedDeclaration">Its declaration on the member for many calls, where it is optional.</param>
/// <param name="Wire">How it crosses.</param>
internal sealed record OrdinaryParameter(
    string PlainName, string Name, string TypeName, bool IsOptional, string AsyncDeclaration, string SharedDeclaration, WireTypeModel Wire);
