using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>All that the rules of bodies find in a project, by file. Found once, when it is first asked for.</summary>
internal sealed class BodyFindings
{
    private readonly object _gate = new();
    private readonly Compilation _compilation;
    private ILookup<SyntaxTree?, Diagnostic>? _found;

    public BodyFindings(Compilation compilation) => _compilation = compilation;

    public IEnumerable<Diagnostic> In(SyntaxTree file, CancellationToken cancel)
    {
        lock (_gate)
        {
            // Who cancels leaves nothing: the next one begins anew.
            return (_found ??= Find(cancel).ToLookup(d => d.Location.SourceTree))[file];
        }
    }

    private IEnumerable<Diagnostic> Find(CancellationToken cancel)
    {
        AnnotatedMethods methods = AnnotatedMethods.Of(_compilation, cancel);
        if (methods.All.Count == 0)
        {
            return Enumerable.Empty<Diagnostic>();
        }

        BodyMap map = new(_compilation, cancel);
        Report report = new();
        List<Visit> concurrent = Reach.From(methods.All.Where(m => m.IsConcurrent && !m.IsExclusive), map);
        SharedWriteRule.Check(concurrent, map, report);
        SharedCollectionRule.Check(concurrent, map, report);
        WorkerCode workers = new(methods, map);
        WorkerWriteRule.Check(workers, map, report);
        WorkerReadRule.Check(workers, map, report);
        WorkerUseRule.Check(methods, workers, map, report);
        BlockingRule.Check(Reach.From(methods.All.Where(m => m.IsOnLoop), map), map, report);
        AwaitRule.Check(Reach.From(methods.All.Where(m => m.IsOnLoop && !m.IsExclusive), map), map, report);
        return report.Diagnostics;
    }
}
