using ParallelGen.Generators.Model;

namespace ParallelGen.Generators.Parsing;

/// <summary>What came of a method: the generator takes the model, analyzers the problems.</summary>
/// <param name="Parsed">Null when something forbids generation.</param>
/// <param name="Problems">What the analyzer says; empty also for code that does not compile, where the compiler speaks.</param>
internal sealed record ParseResult(ParsedMethod? Parsed, IReadOnlyList<Problem> Problems)
{
    /// <summary>The method without what it makes the assembly need.</summary>
    public MethodModel? Model => Parsed?.Method;
}
