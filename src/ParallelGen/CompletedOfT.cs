namespace ParallelGen;

/// <summary>One finished call of a batch, in the order in which the calls ended.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
/// <param name="Index">The position of its input, counted from zero.</param>
/// <param name="Outcome">How it ended.</param>
public readonly record struct Completed<T>(long Index, Outcome<T> Outcome);
