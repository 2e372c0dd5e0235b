using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Parsing;

/// <summary>Collects the problems of one method while it is parsed.</summary>
internal sealed class ProblemList
{
    private readonly List<Problem> _items = new();

    public IReadOnlyList<Problem> Items => _items;

    /// <summary>Whether anything found so far forbids generation (warnings and infos do not).</summary>
    public bool HasErrors { get; private set; }

    public void Add(DiagnosticDescriptor rule, Location location, params object[] arguments)
    {
        _items.Add(new Problem(rule, location, arguments));
        HasErrors |= rule.DefaultSeverity == DiagnosticSeverity.Error;
    }
}
