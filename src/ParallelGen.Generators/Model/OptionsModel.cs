namespace ParallelGen.Generators.Model;

/// <summary>What <c>[RunOn]</c> sets.</summary>
/// <param name="Model">The member of the model enum.</param>
/// <param name="CrossesProcesses">Whether the calls run in other processes, so that arguments and results are encoded.</param>
/// <param name="Pool">The name of the pool or loop; null where the attribute says nothing.</param>
/// <param name="TimeoutMilliseconds">The time limit of a call; 0 for none.</param>
/// <param name="ExclusiveBy">The parameter whose equal values exclude each other, or <c>*</c>; null for none.</param>
/// <param name="Initializers">What the runtime is told, such as <c>Pool = "text"</c>.</param>
internal sealed record OptionsModel(
    string Model, bool CrossesProcesses, string? Pool, int TimeoutMilliseconds, string? ExclusiveBy, EquatableArray<string> Initializers);
