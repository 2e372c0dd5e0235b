using System.Collections.Concurrent;

namespace ParallelGen.Tests.Processes;

/// <summary>What the workers of a stress test did and saw.</summary>
internal sealed class StressRecord
{
    /// <summary>How often each item was begun.</summary>
    public ConcurrentDictionary<int, int> Begun { get; } = new();

    /// <summary>Items that a worker died with.</summary>
    public ConcurrentDictionary<int, int> Crashed { get; } = new();

    /// <summary>Blocks that are withdrawn some time.</summary>
    public ConcurrentDictionary<int, int> Withdrawn { get; } = new();

    /// <summary>Whether the pool was told to cancel what is left, such as a call that has passed its time limit and still runs.</summary>
    public volatile bool CancelsAll;

    /// <summary>How many items a worker may be given.</summary>
    public int MostItems { get; init; } = int.MaxValue;

    /// <summary>What must not happen.</summary>
    public ConcurrentQueue<string> Violations { get; } = new();

    /// <summary>Whether an item's outcome agrees with what became of it in the workers.</summary>
    public void Check(int block, int item, int told, Outcome<int> outcome)
    {
        int name = (block * 100) + item;
        if (told == 0)
        {
            return;
        }

        switch (outcome.Error)
        {
            case null:
                Assert.Equal(name, outcome.Value);
                Assert.Equal(1, Begun[name]);
                Assert.False(Crashed.ContainsKey(name));
                break;
            case WorkerCrashedException { ExitCode: StressWorker.CrashCode } crash when !crash.Message.Contains("before it began", StringComparison.Ordinal):
                Assert.True(Crashed.ContainsKey(name), $"item {name} is blamed for a death that was not its own");
                break;
            case WorkerCrashedException crash when crash.Message.Contains("before it began", StringComparison.Ordinal):
                Assert.False(Begun.ContainsKey(name));
                break;
            case WorkerCrashedException { ExitCode: 137 } when item > 0:
                // A neighbour ignored its time limit, and ended between the decision to kill the worker and the kill.
                Assert.Equal(1, Begun[name]);
                break;
            case WorkerStartException:
                Assert.False(Begun.ContainsKey(name));
                break;
            case TimeoutException:
                Assert.Equal(1, Begun[name]);
                break;
            default:
                Assert.Fail($"item {name}: {outcome.Error}");
                break;
        }
    }
}
