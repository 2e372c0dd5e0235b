using System.Text.Json.Serialization;

namespace ParallelGen.Benchmarks.Peers;

/// <summary>A program and the workers of its pool, by process id.</summary>
internal sealed record ProcessFamily(
    [property: JsonPropertyName("parent")] int Parent,
    [property: JsonPropertyName("workers")] IReadOnlyList<int> Workers);
