using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Rules;

/// <content>Will the body behave there?</content>
internal static partial class Descriptors
{
    private const string Behavior = "ParallelGen.Behavior";

    public static ImmutableArray<DiagnosticDescriptor> OfTheBody { get; } = ImmutableArray<DiagnosticDescriptor>.Empty;
}
