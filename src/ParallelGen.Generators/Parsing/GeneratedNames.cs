namespace ParallelGen.Generators.Parsing;

/// <summary>The names of the generated members.</summary>
internal sealed record GeneratedNames(string Async, string All);
