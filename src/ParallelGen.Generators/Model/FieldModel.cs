namespace ParallelGen.Generators.Model;

/// <summary>One part of a call's input.</summary>
/// <param name="Kind">Where its value comes from.</param>
/// <param name="ParameterName">The user's name.</param>
/// <param name="TypeName">The type in C#, as the runtime's interfaces name it.</param>
/// <param name="Access">Its value, given an input named <c>input</c>.</param>
/// <param name="Wire">How it crosses: itself, or each report of a progress handler. Null where nothing does.</param>
internal sealed record FieldModel(InputKind Kind, string ParameterName, string TypeName, string Access, WireTypeModel? Wire);
