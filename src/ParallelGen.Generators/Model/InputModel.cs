namespace ParallelGen.Generators.Model;

/// <summary>What one call takes.</summary>
/// <param name="TypeName">The only part's type, a tuple of several, or <c>System.ValueTuple</c> for none.</param>
/// <param name="Expression">The input made from the parameters of the generated member for one call.</param>
/// <param name="Fields">The parts, the instance first, then in declaration order.</param>
internal sealed record InputModel(string TypeName, string Expression, EquatableArray<FieldModel> Fields)
{
    /// <summary>What the method takes by value from each call: neither shared by a batch nor a handler.</summary>
    public IEnumerable<FieldModel> Arguments => Fields.Where(f => f.Kind is InputKind.Required or InputKind.Optional);

    public IEnumerable<FieldModel> Broadcasts => Fields.Where(f => f.Kind == InputKind.Broadcast);

    public FieldModel? Progress => Fields.FirstOrDefault(f => f.Kind == InputKind.Progress);

    public bool HasInstance => Fields.Any(f => f.Kind == InputKind.Instance);
}
