namespace ParallelGen.Generators.Model;

/// <summary>The type parameters of a generic method; both texts are empty for any other.</summary>
/// <param name="List">Their list: <c>&lt;TKey, TValue&gt;</c>.</param>
/// <param name="Constraints">The clauses: <c>where TKey : notnull</c>.</param>
internal sealed record TypeParametersModel(string List, EquatableArray<string> Constraints);
