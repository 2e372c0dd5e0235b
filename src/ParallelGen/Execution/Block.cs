namespace ParallelGen.Execution;

/// <summary>
/// Consecutive calls that travel together. Errors, time limits, cancellation and blame stay per item.
/// </summary>
/// <param name="FirstIndex">The index of the first item within the batch; the others follow.</param>
/// <param name="Inputs">The inputs; the lane may keep the memory until every item has its outcome, and must not write to it.</param>
/// <param name="End">Is told when nothing of the block runs any more; null where nobody wants to know.</param>
internal readonly record struct Block<TInput>(long FirstIndex, ReadOnlyMemory<TInput> Inputs, IBlockEnd? End = null);
