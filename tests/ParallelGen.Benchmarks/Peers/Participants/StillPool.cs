namespace ParallelGen.Benchmarks.Peers.Participants;

/// <summary>A warmed pool that has nothing to do.</summary>
internal sealed record StillPool(string Subject, SubjectKind Kind, ProcessFamily Family);
