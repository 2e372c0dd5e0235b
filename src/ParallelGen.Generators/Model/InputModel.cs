namespace ParallelGen.Generators.Model;

/// <summary>What one call takes.</summary>
/// <param name="TypeName">The only parameter's type, a tuple of several, or <c>System.ValueTuple</c> for none.</param>
/// <param name="Expression">The input made from the parameters of the generated member for one call.</param>
/// <param name="Fields">What crosses, in order.</param>
internal sealed record InputModel(string TypeName, string Expression, EquatableArray<FieldModel> Fields);
