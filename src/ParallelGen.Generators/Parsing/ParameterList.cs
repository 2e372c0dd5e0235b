using ParallelGen.Generators.Model;

namespace ParallelGen.Generators.Parsing;

/// <summary>What the generated members make of a method's parameters.</summary>
internal sealed record ParameterList
{
    /// <summary>Whether every parameter can stand in a generated signature.</summary>
    public required bool AreOrdinary { get; init; }

    /// <summary>Whether every parameter can also cross.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>What the thunk hands to the user's method, in its order.</summary>
    public required EquatableArray<string> InvocationArguments { get; init; }

    public required InputModel Input { get; init; }

    public required EquatableArray<string> AsyncParameters { get; init; }

    public required string TokenName { get; init; }

    /// <summary>Whether the method itself takes a token.</summary>
    public required bool TakesToken { get; init; }

    public required EquatableArray<BatchModel> Batches { get; init; }
}
