using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>An access to state that calls may share.</summary>
internal sealed record StateAccess(SharedState State, AccessKind Kind, IOperation Operation, Surroundings At)
{
    public int Position => Operation.Syntax.SpanStart;
}
