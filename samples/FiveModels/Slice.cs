namespace FiveModels;

/// <summary>What a call found, and where it ran.</summary>
public sealed record Slice(int Primes, int ProcessId, int ThreadId);
