namespace ParallelGen.Generators.Model;

/// <summary>The names of the generated members.</summary>
/// <param name="One">The member for one call: <c>CountAsync</c>, or <c>CountStream</c> for a sequence.</param>
/// <param name="Many">The member for many calls: <c>CountAll</c>; null for a sequence, which has none.</param>
internal sealed record NamesModel(string One, string? Many);
