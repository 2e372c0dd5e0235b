using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>A call that keeps its thread waiting.</summary>
/// <param name="Name">The member, as a message names it.</param>
/// <param name="Advice">What to do, as a sentence.</param>
/// <param name="Way">What a fix could do.</param>
/// <param name="Twin">The member to call in its place; null where there is none.</param>
/// <param name="Awaited">The task that it waits for, where it waits for one.</param>
internal sealed record Blocking(string Name, string Advice, string Way, string? Twin, IOperation? Awaited)
{
    /// <summary>What to do where nothing can be awaited in its place.</summary>
    public const string Elsewhere = "Move it into a method on Model.ThreadPool, and await that.";

    /// <summary>The same where no await can stand.</summary>
    public Blocking WithoutAwait() => this with { Advice = Elsewhere, Way = FixKeys.Ways.None, Twin = null };
}
