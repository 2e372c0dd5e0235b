using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Tests.Corpus;

/// <summary>What became of the projects of a corpus.</summary>
internal sealed class CorpusResult
{
    /// <summary>Lines of code, counted once however many models there are.</summary>
    public int Lines { get; set; }

    /// <summary>Methods that got the attribute, counted once however many models there are.</summary>
    public int Methods { get; set; }

    /// <summary>Annotated methods, those of every model, that were generated.</summary>
    public int Generated { get; set; }

    /// <summary>Annotated methods, those of every model, that neither were generated nor have an error that says why.</summary>
    public List<string> Ignored { get; } = [];

    /// <summary>Analyzers or generators that threw.</summary>
    public List<string> Crashes { get; } = [];

    /// <summary>Errors of the compiler that are there only because of what was generated.</summary>
    public List<string> BroughtIn { get; } = [];

    /// <summary>Warnings and errors of code that the attribute was not put on: none, if all is well.</summary>
    public List<CorpusFinding> Unasked { get; } = [];

    /// <summary>What is reported of annotated methods.</summary>
    public List<CorpusFinding> Findings { get; } = [];

    /// <summary>Findings that leave a method as it is: of the rules about bodies and calls, where a false alarm is possible.</summary>
    public IEnumerable<CorpusFinding> Warnings => Findings.Where(f => f.Severity == DiagnosticSeverity.Warning);

    /// <summary>How often each rule fired, in the order of the rules.</summary>
    public IEnumerable<(string Rule, int Count)> Counts =>
        Findings.GroupBy(f => f.Rule).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, g.Count()));
}
