using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ParallelGen.Generators.Analyzers.Calls;

/// <summary>The control flow of a body and of every function within it.</summary>
internal static class FlowGraphs
{
    public static IEnumerable<ControlFlowGraph> WithInner(ControlFlowGraph graph)
    {
        yield return graph;
        IEnumerable<ControlFlowGraph> local = graph.LocalFunctions.Select(f => graph.GetLocalFunctionControlFlowGraph(f));
        IEnumerable<ControlFlowGraph> anonymous = graph.Blocks
            .SelectMany(Operations)
            .SelectMany(operation => Microsoft.CodeAnalysis.Operations.OperationExtensions.DescendantsAndSelf(operation))
            .OfType<IFlowAnonymousFunctionOperation>()
            .Select(f => graph.GetAnonymousFunctionControlFlowGraph(f));
        foreach (ControlFlowGraph inner in local.Concat(anonymous).SelectMany(WithInner))
        {
            yield return inner;
        }
    }

    /// <summary>What the block does, in order.</summary>
    public static IEnumerable<Microsoft.CodeAnalysis.IOperation> Operations(BasicBlock block) =>
        block.BranchValue is null ? block.Operations : block.Operations.Concat(new[] { block.BranchValue });

    /// <summary>The blocks that may follow; those that an exception leads to are not among them.</summary>
    public static IEnumerable<BasicBlock> Next(BasicBlock block)
    {
        if (block.FallThroughSuccessor?.Destination is { } next)
        {
            yield return next;
        }

        if (block.ConditionalSuccessor?.Destination is { } branch)
        {
            yield return branch;
        }
    }
}
