namespace ParallelGen;

/// <summary>
/// Gives a parameter once for a whole batch: <c>ScoreAll(inputs, weights)</c>. In process models it is encoded once, sent once to each
/// worker, and released when the batch ends; a single call, or a sequence, sends it each time. Other models hand over the very object.
/// </summary>
/// <remarks>The value is read-only by contract: calls that share it may run at the same time.</remarks>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class BroadcastAttribute : Attribute;
