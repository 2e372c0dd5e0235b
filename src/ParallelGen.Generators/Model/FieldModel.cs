namespace ParallelGen.Generators.Model;

/// <summary>One ordinary parameter as part of a call's input.</summary>
/// <param name="ParameterName">The user's name, for the documentation.</param>
/// <param name="Access">Its value, given an input named <c>input</c>.</param>
/// <param name="Wire">How it crosses.</param>
internal sealed record FieldModel(string ParameterName, string Access, WireTypeModel Wire);
