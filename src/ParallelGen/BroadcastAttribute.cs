namespace ParallelGen;

/// <summary>
/// Gives a parameter once for a whole batch: it is encoded once, sent once to each worker, and released when the batch ends.
/// A single call sends it each time.
/// </summary>
/// <remarks>The value is read-only by contract: calls that share it may run at the same time.</remarks>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class BroadcastAttribute : Attribute;
