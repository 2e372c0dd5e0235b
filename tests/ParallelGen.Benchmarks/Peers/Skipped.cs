namespace ParallelGen.Benchmarks.Peers;

/// <summary>Who did not take part in a case, and why.</summary>
internal sealed record Skipped(string Subject, string Reason);
