using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>Locals of a body that keep what shared state was, and the writes that they reach after an await.</summary>
internal sealed class StaleLocals
{
    private readonly CodeBody _body;
    private readonly CancellationToken _cancel;
    private readonly Dictionary<ILocalSymbol, List<StateAccess>> _reads = new(SymbolEqualityComparer.Default);
    private BodyFlow? _flow;

    public StaleLocals(CodeBody body, CancellationToken cancel)
    {
        _body = body;
        _cancel = cancel;
        foreach (IOperation operation in body.Root.Descendants())
        {
            if (operation is IVariableDeclaratorOperation declarator && declarator.GetVariableInitializer()?.Value is { } initial)
            {
                Keep(declarator.Symbol, initial);
            }
            else if (operation is ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: { } local }, Value: { } value })
            {
                Keep(local, value);
            }
        }
    }

    private BodyFlow Flow => _flow ??= new BodyFlow(_body.Root, _cancel);

    /// <summary>Whether the written value builds on what was read before an await, and nobody has looked again since.</summary>
    public bool Feed(StateAccess write)
    {
        if (write.Operation is not ISimpleAssignmentOperation { Value: { } value })
        {
            return false;
        }

        foreach (StateAccess read in Locals(value).SelectMany(ReadsOf).Where(r => r.State.IsSame(write.State) && r.Position < write.Position))
        {
            foreach (IAwaitOperation awaited in _body.Awaits.Where(a => a.Syntax.Span.End > read.Position && a.Syntax.Span.End <= write.Operation.Syntax.Span.End))
            {
                if (!IsReadAgain(write, awaited.Syntax.Span.End) && Flow.Leads(read.Operation, awaited) && Flow.Leads(awaited, write.Operation))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private void Keep(ILocalSymbol local, IOperation value)
    {
        List<StateAccess> reads = _body.Accesses.Where(a => a.Kind == AccessKind.Read && value.Syntax.Span.Contains(a.Operation.Syntax.Span))
            .Concat(Locals(value).SelectMany(ReadsOf)).ToList();
        if (reads.Count > 0)
        {
            _reads[local] = ReadsOf(local).Concat(reads).Distinct().ToList();
        }
    }

    private IEnumerable<StateAccess> ReadsOf(ILocalSymbol local) =>
        _reads.TryGetValue(local, out List<StateAccess>? reads) ? reads : Enumerable.Empty<StateAccess>();

    private bool IsReadAgain(StateAccess write, int after) => _body.Accesses.Any(a =>
        a.Kind == AccessKind.Read && a.State.IsSame(write.State) && a.Position >= after && a.Position < write.Operation.Syntax.Span.End);

    private static IEnumerable<ILocalSymbol> Locals(IOperation value) =>
        value.DescendantsAndSelf().OfType<ILocalReferenceOperation>().Select(r => r.Local);
}
