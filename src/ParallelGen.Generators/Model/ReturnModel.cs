namespace ParallelGen.Generators.Model;

/// <summary>What an annotated method returns.</summary>
/// <param name="Kind">How its end is known.</param>
/// <param name="Result">How the result crosses; null when there is none.</param>
/// <param name="TypeName">The result's type in C#; <c>System.ValueTuple</c> when there is none.</param>
internal sealed record ReturnModel(ReturnKind Kind, WireTypeModel? Result, string TypeName);
