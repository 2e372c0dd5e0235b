using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>Which places of a body can be reached from which.</summary>
internal sealed class BodyFlow
{
    private readonly ControlFlowGraph? _graph;

    public BodyFlow(IOperation root, CancellationToken cancel) => _graph = root switch
    {
        IMethodBodyOperation body => ControlFlowGraph.Create(body, cancel),
        IConstructorBodyOperation body => ControlFlowGraph.Create(body, cancel),
        IBlockOperation { Parent: null } body => ControlFlowGraph.Create(body, cancel),
        _ => null,
    };

    /// <summary>Whether what runs at one place may go on to the other. Where there is no graph, only if it must have come that way.</summary>
    public bool Leads(IOperation first, IOperation second)
    {
        if (_graph is null || BlockOf(first.Syntax) is not { } from || BlockOf(second.Syntax) is not { } to)
        {
            return Dominance.Dominates(first, second);
        }

        if (from == to && first.Syntax.Span.End <= second.Syntax.Span.End)
        {
            return true;
        }

        HashSet<BasicBlock> seen = new();
        Stack<BasicBlock> open = new(Next(from));
        while (open.Count > 0)
        {
            BasicBlock block = open.Pop();
            if (block == to)
            {
                return true;
            }

            if (seen.Add(block))
            {
                foreach (BasicBlock next in Next(block))
                {
                    open.Push(next);
                }
            }
        }

        return false;
    }

    private IEnumerable<BasicBlock> Next(BasicBlock block)
    {
        foreach (ControlFlowBranch branch in new[] { block.FallThroughSuccessor, block.ConditionalSuccessor }.OfType<ControlFlowBranch>())
        {
            if (branch.Destination is { } destination)
            {
                yield return destination;
            }

            foreach (ControlFlowRegion region in branch.FinallyRegions)
            {
                yield return _graph!.Blocks[region.FirstBlockOrdinal];
            }
        }
    }

    private BasicBlock? BlockOf(SyntaxNode syntax) => _graph!.Blocks.FirstOrDefault(block =>
        block.Operations.Concat(block.BranchValue is { } value ? new[] { value } : Array.Empty<IOperation>())
            .Any(o => o.DescendantsAndSelf().Any(inner => inner.Syntax == syntax)));
}
