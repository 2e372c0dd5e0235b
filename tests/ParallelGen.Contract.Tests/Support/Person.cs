namespace ParallelGen.Contract;

/// <summary>A type of the user's, without any annotation.</summary>
public sealed record Person(string Name, IReadOnlyList<string> Children, Person? Partner = null);
