namespace ParallelGen;

/// <summary>One failed call of a batch.</summary>
/// <param name="Index">The position of its input, counted from zero.</param>
/// <param name="Error">What it threw.</param>
public readonly record struct ItemFailure(long Index, Exception Error);
