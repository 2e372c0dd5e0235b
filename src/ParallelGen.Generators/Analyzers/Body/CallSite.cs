using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>A call of code of this project.</summary>
internal sealed record CallSite(IMethodSymbol Target, IOperation Operation, Receiver Receiver, bool IsVirtual, Surroundings At);
