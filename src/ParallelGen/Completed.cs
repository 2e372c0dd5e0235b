namespace ParallelGen;

/// <summary>One finished call of a batch without values, in the order in which the calls ended.</summary>
/// <param name="Index">The position of its input, counted from zero.</param>
/// <param name="Outcome">How it ended.</param>
public readonly record struct Completed(long Index, Outcome Outcome);
