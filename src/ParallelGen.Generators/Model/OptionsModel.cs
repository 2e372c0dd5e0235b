namespace ParallelGen.Generators.Model;

/// <summary>What <c>[RunOn]</c> sets.</summary>
/// <param name="Pool">The pool's name; null takes the default one.</param>
/// <param name="PoolLiteral">The pool's name as a C# literal.</param>
internal sealed record OptionsModel(string? Pool, string? PoolLiteral, int MaxConcurrency, int TimeoutMilliseconds);
