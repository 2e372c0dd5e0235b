namespace ParallelGen.Benchmarks.Peers.Participants;

/// <summary>A small record, as Python's peers have it too.</summary>
internal sealed record Track(int Id, string Name, double Score);
