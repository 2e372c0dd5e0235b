using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Rules;

/// <content>Will the body behave there?</content>
internal static partial class Descriptors
{
    private const string Behavior = "ParallelGen.Behavior";

#pragma warning disable RS1032 // the last argument is a sentence and brings its own period
    public static readonly DiagnosticDescriptor BlocksTheLoop = Create("PGEN205", "Blocks the event loop", Behavior, "'{0}' blocks the event loop that '{1}' runs on, and with it every other call there. {2}", DiagnosticSeverity.Warning);
#pragma warning restore RS1032

    public static ImmutableArray<DiagnosticDescriptor> OfTheBody { get; } = ImmutableArray.Create(
        BlocksTheLoop);
}
