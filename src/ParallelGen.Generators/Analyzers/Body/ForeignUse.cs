using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>A use of a member of another assembly.</summary>
internal sealed record ForeignUse(ISymbol Member, IOperation Operation, Surroundings At);
