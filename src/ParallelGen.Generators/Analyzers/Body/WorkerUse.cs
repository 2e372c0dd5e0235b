namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>Why something is not what it was meant to be in a worker process.</summary>
/// <param name="Name">What is used, as messages name it.</param>
/// <param name="Effect">What happens there, as "'X' in 'F' …" goes on.</param>
/// <param name="Advice">What to do, as a sentence.</param>
/// <param name="IsSetting">Whether it concerns later calls only: a process that serves one call may do it.</param>
internal sealed record WorkerUse(string Name, string Effect, string Advice, bool IsSetting);
