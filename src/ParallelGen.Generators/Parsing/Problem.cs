using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Parsing;

/// <summary>
/// Something that keeps a method from being generated. The parser finds it, the analyzer reports it; the generator only sees
/// that there is no model.
/// </summary>
internal sealed record Problem(DiagnosticDescriptor Rule, Location Location, params object[] Arguments)
{
    public Diagnostic ToDiagnostic() => Diagnostic.Create(Rule, Location, Arguments);
}
