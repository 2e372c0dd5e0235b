namespace ParallelGen.Generators.Model;

/// <summary>The partial types, outermost first, that hold an annotated method.</summary>
/// <param name="Namespace">Empty for the global namespace.</param>
/// <param name="Types">Their headers: <c>partial record struct Text</c>.</param>
/// <param name="Reference">The innermost type, <c>global::</c>-qualified.</param>
/// <param name="IsObsolete">Whether mentioning one of the types from elsewhere is a use of an obsolete type.</param>
internal sealed record ContainerModel(string Namespace, EquatableArray<string> Types, string Reference, bool IsObsolete);
