using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Rules;

/// <content>Is it called well?</content>
internal static partial class Descriptors
{
    private const string Usage = "ParallelGen.Usage";

    public static ImmutableArray<DiagnosticDescriptor> OfTheCalls { get; } = ImmutableArray<DiagnosticDescriptor>.Empty;
}
