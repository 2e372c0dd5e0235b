namespace ParallelGen.Execution.Streams;

/// <summary>What a method that returns a sequence takes, in the shape of a call without a result.</summary>
/// <param name="Input">The method's own input.</param>
/// <param name="Writer">Where the items go.</param>
internal readonly record struct StreamInput<TInput, TItem>(TInput Input, StreamWriter<TItem> Writer);
