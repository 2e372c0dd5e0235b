namespace ParallelGen.Generators.Model;

/// <summary>What <c>[RunOn]</c> sets.</summary>
/// <param name="Model">The member of the model enum.</param>
/// <param name="Name">The base of the generated names; null takes the method's.</param>
/// <param name="Pool">The pool's name; null takes the default one.</param>
/// <param name="PoolLiteral">The pool's name as a C# literal.</param>
internal sealed record OptionsModel(string Model, string? Name, string? Pool, string? PoolLiteral, int MaxConcurrency, int TimeoutMilliseconds);
