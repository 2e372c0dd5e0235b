namespace ParallelGen.Generators.Model;

/// <summary>One overload of the generated member for many calls.</summary>
/// <param name="Kind">What its first parameter is.</param>
/// <param name="SourceName">The first parameter's name.</param>
/// <param name="Parameters">All parameters, as declared.</param>
/// <param name="VaryingNames">The parameters that each item brings.</param>
/// <param name="SharedNames">The parameters that all items share.</param>
/// <param name="Instance">A local that a copy of the object goes to, where a lambda needs it and cannot have <c>this</c>; null elsewhere.</param>
/// <param name="Inputs">The expression that makes the inputs.</param>
internal sealed record BatchModel(
    BatchSourceKind Kind,
    string SourceName,
    EquatableArray<string> Parameters,
    EquatableArray<string> VaryingNames,
    EquatableArray<string> SharedNames,
    string? Instance,
    string Inputs);
