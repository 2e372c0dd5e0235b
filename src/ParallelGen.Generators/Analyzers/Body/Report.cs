using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>What was found: each rule once in a place, however many methods lead there.</summary>
internal sealed class Report
{
    private readonly HashSet<(string Rule, SyntaxNode Place)> _reported = new();
    private readonly List<Diagnostic> _diagnostics = new();

    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    /// <summary>Adds a finding. With it goes where the annotated method and its attribute stand.</summary>
    public void Add(DiagnosticDescriptor rule, SyntaxNode place, AnnotatedMethod from, ImmutableDictionary<string, string?> facts, params object[] arguments)
    {
        if (_reported.Add((rule.Id, place)))
        {
            facts = facts.SetItem(FixKeys.Method, from.Method.GetDocumentationCommentId());
            Location[] others = { from.Method.Locations[0], from.Attribute };
            _diagnostics.Add(Diagnostic.Create(rule, place.GetLocation(), others, facts, arguments));
        }
    }
}
