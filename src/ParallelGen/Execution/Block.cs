namespace ParallelGen.Execution;

/// <summary>
/// Consecutive calls that travel together. Errors, time limits, cancellation and blame stay per item.
/// </summary>
/// <param name="FirstIndex">The index of the first item within the batch; the others follow.</param>
/// <param name="Inputs">The inputs; the lane may keep the memory until every item has its outcome, and must not write to it.</param>
/// <param name="ExclusiveKey">The key that excludes other blocks, where the method asks for it; null for none.</param>
internal readonly record struct Block<TInput>(long FirstIndex, ReadOnlyMemory<TInput> Inputs, object? ExclusiveKey = null);
