using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ParallelGen.Generators.Analyzers.Calls;

/// <summary>
/// The runs of one variable that holds a batch, in the order in which control reaches them. What runs twice is told only where no
/// condition can keep one of the two from running: the second comes after the first whatever happens, or the first before the second.
/// </summary>
internal sealed class BatchFlow
{
    private readonly ControlFlowGraph _graph;

    /// <summary>By block: each run of the variable, and null for each value that it is given.</summary>
    private readonly List<IOperation?>[] _events;

    public BatchFlow(ControlFlowGraph graph, ISymbol variable)
    {
        _graph = graph;
        _events = graph.Blocks.Select(block => Events(block, variable)).ToArray();
    }

    /// <summary>The runs that follow another run of the same batch, each with that one; with itself where a loop repeats it.</summary>
    public IEnumerable<(IOperation Again, IOperation First)> Repeated()
    {
        HashSet<IOperation> found = new();
        for (int block = 0; block < _events.Length; block++)
        {
            for (int i = 0; i < _events[block].Count; i++)
            {
                if (_events[block][i] is not { } first)
                {
                    continue;
                }

                foreach (IOperation again in From(block, i + 1, avoided: null).Runs)
                {
                    bool isCertain = again == first ? IsInEachTurn(block) : IsCertain(first, (block, i), again);
                    if (isCertain && found.Add(again))
                    {
                        yield return (again, first);
                    }
                }
            }
        }
    }

    private static List<IOperation?> Events(BasicBlock block, ISymbol variable)
    {
        List<IOperation?> events = new();
        foreach (IOperation operation in FlowGraphs.Operations(block))
        {
            bool isAssigned = false;
            foreach (IOperation reference in operation.DescendantsAndSelf().Where(o => SymbolEqualityComparer.Default.Equals(VariableOf(o), variable)))
            {
                if (reference.Parent is IAssignmentOperation assignment && assignment.Target == reference)
                {
                    isAssigned = true;
                }
                else if (Batches.IsRun(reference))
                {
                    events.Add(reference);
                }
            }

            if (isAssigned)
            {
                // Its value comes first.
                events.Add(null);
            }
        }

        return events;
    }

    /// <summary>The local or parameter that the operation mentions.</summary>
    public static ISymbol? VariableOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    /// <summary>Whether the one never runs without the other.</summary>
    private bool IsCertain(IOperation first, (int Block, int Index) position, IOperation again)
    {
        (_, bool ends) = From(position.Block, position.Index + 1, avoided: again);
        return !ends || !CanReach(again, avoided: first);
    }

    /// <summary>The runs that control comes to next, and whether it can also come to the end, or to another batch in the variable, without the avoided run.</summary>
    private (List<IOperation> Runs, bool Ends) From(int block, int index, IOperation? avoided)
    {
        List<IOperation> runs = new();
        bool ends = false;
        HashSet<int> seen = new();
        Stack<(int Block, int Index)> open = new();
        open.Push((block, index));
        while (open.Count > 0)
        {
            (int at, int from) = open.Pop();
            IOperation?[] left = _events[at].Skip(from).ToArray();
            int stop = Array.FindIndex(left, e => e is null || avoided is null || e == avoided);
            if (stop >= 0)
            {
                ends |= left[stop] is null;
                if (left[stop] is { } run && !runs.Contains(run))
                {
                    runs.Add(run);
                }

                continue;
            }

            ends |= _graph.Blocks[at].Kind == BasicBlockKind.Exit;
            foreach (BasicBlock next in FlowGraphs.Next(_graph.Blocks[at]).Where(n => seen.Add(n.Ordinal)))
            {
                open.Push((next.Ordinal, 0));
            }
        }

        return (runs, ends);
    }

    /// <summary>Whether control comes to the run from the start without the avoided one.</summary>
    private bool CanReach(IOperation run, IOperation avoided)
    {
        HashSet<int> seen = new() { 0 };
        Stack<int> open = new();
        open.Push(0);
        while (open.Count > 0)
        {
            int at = open.Pop();
            IOperation? met = _events[at].Find(e => e == run || e == avoided);
            if (met is not null)
            {
                if (met == run)
                {
                    return true;
                }

                continue;
            }

            foreach (BasicBlock next in FlowGraphs.Next(_graph.Blocks[at]).Where(n => seen.Add(n.Ordinal)))
            {
                open.Push(next.Ordinal);
            }
        }

        return false;
    }

    private bool IsInEachTurn(int block) => FlowLoop.Around(_graph, block) is { } loop && loop.IsPassedInEachTurn(block) && !loop.HasTryAround(block);
}
