using Microsoft.CodeAnalysis.FlowAnalysis;

namespace ParallelGen.Generators.Analyzers.Calls;

/// <summary>A natural loop: the blocks between its head, which every turn starts at, and the branches back to it.</summary>
internal sealed class FlowLoop
{
    private readonly ControlFlowGraph _graph;
    private readonly int _head;
    private readonly HashSet<int> _blocks;

    private FlowLoop(ControlFlowGraph graph, int head, HashSet<int> blocks)
    {
        _graph = graph;
        _head = head;
        _blocks = blocks;
    }

    /// <summary>The innermost loop that the block is in; null if it is in none.</summary>
    public static FlowLoop? Around(ControlFlowGraph graph, int block)
    {
        FlowLoop? innermost = null;
        foreach (BasicBlock head in graph.Blocks)
        {
            HashSet<int> blocks = new(graph.Blocks
                .Where(b => FlowGraphs.Next(b).Contains(head) && !Reached(graph, 0, head.Ordinal).Contains(b.Ordinal))
                .SelectMany(back => Reaching(graph, back.Ordinal, head.Ordinal)));
            if (blocks.Contains(block) && (innermost is null || blocks.Count < innermost._blocks.Count))
            {
                innermost = new FlowLoop(graph, head.Ordinal, blocks);
            }
        }

        return innermost;
    }

    /// <summary>Whether no turn goes round without the block.</summary>
    public bool IsPassedInEachTurn(int block) =>
        block == _head || !Reached(_graph, _head, block).Any(b => _blocks.Contains(b) && FlowGraphs.Next(_graph.Blocks[b]).Any(n => n.Ordinal == _head));

    /// <summary>Whether the loop tries the block anew, as one that repeats what failed does.</summary>
    public bool HasTryAround(int block)
    {
        for (ControlFlowRegion? region = _graph.Blocks[block].EnclosingRegion; region is not null; region = region.EnclosingRegion)
        {
            if (region.Kind == ControlFlowRegionKind.TryAndCatch && _blocks.Any(b => b < region.FirstBlockOrdinal || b > region.LastBlockOrdinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The blocks that control comes to from one, itself included, without the avoided one.</summary>
    private static HashSet<int> Reached(ControlFlowGraph graph, int from, int avoided) =>
        Closure(from, avoided, block => FlowGraphs.Next(graph.Blocks[block]).Select(b => b.Ordinal));

    /// <summary>The blocks that control comes from to one, itself and the last one, which is not looked behind, included.</summary>
    private static HashSet<int> Reaching(ControlFlowGraph graph, int to, int last)
    {
        HashSet<int> found = Closure(to, last, block => graph.Blocks[block].Predecessors.Select(p => p.Source.Ordinal));
        found.Add(last);
        return found;
    }

    private static HashSet<int> Closure(int start, int avoided, Func<int, IEnumerable<int>> next)
    {
        HashSet<int> found = new();
        Stack<int> open = new();
        open.Push(start);
        while (open.Count > 0)
        {
            int block = open.Pop();
            if (block != avoided && found.Add(block))
            {
                foreach (int other in next(block))
                {
                    open.Push(other);
                }
            }
        }

        return found;
    }
}
