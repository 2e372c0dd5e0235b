using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>A call that keeps its thread waiting.</summary>
/// <param name="Name">The member, as a message names it.</param>
/// <param name="Advice">What to do, as a sentence.</param>
/// <param name="Way">What a fix could do.</param>
/// <param name="Twin">The member to call in its place; null where there is none.</param>
/// <param name="Awaited">The task that it waits for, where it waits for one.</param>
internal sealed record Blocking(string Name, string Advice, string Way, string? Twin, IOperation? Awaited);
