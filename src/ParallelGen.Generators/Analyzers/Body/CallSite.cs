using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>A call of code of this project.</summary>
internal sealed record CallSite(IMethodSymbol Target, Receiver Receiver, bool IsVirtual, int Position, Surroundings At);
