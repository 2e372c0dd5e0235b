using System.Collections.Concurrent;

namespace ParallelGen.Tests.Processes;

/// <summary>What held-up workers did, and what must not have happened.</summary>
internal sealed class HeldUpRecord
{
    private readonly ConcurrentDictionary<int, int> _begun = new();
    private readonly ConcurrentDictionary<int, int> _crashed = new();

    public ConcurrentQueue<string> Violations { get; } = new();

    public ConcurrentQueue<HeldUpWorker> Workers { get; } = new();

    public void Expect(bool holds, string what)
    {
        if (!holds)
        {
            Violations.Enqueue(what);
        }
    }

    public void NoteBegun(int item) => Expect(_begun.AddOrUpdate(item, 1, static (_, count) => count + 1) == 1, $"item {item} began twice");

    public void NoteCrashed(int item) => _crashed.TryAdd(item, 0);

    /// <summary>Whether an outcome, if one was told, agrees with what became of the item in the workers.</summary>
    public void Check(int item, int told, bool mustBeTold, Outcome<int> outcome)
    {
        Expect(told == 1 || (told == 0 && !mustBeTold), $"item {item} was told {told} times");
        if (told == 0)
        {
            return;
        }

        bool began = _begun.ContainsKey(item);
        bool crashed = _crashed.ContainsKey(item);
        bool fits = outcome.Error switch
        {
            null => outcome.Value == item && began && !crashed,
            WorkerCrashedException { ExitCode: HeldUpWorker.CrashCode } e => crashed != e.Message.Contains("before it began", StringComparison.Ordinal),
            // Its call came behind one that ignored its time limit, and began between the decision to kill the worker and the kill.
            WorkerCrashedException { ExitCode: HeldUpWorker.KillCode } => began && !crashed,
            WorkerStartException => !began,
            TimeoutException => began,
            OperationCanceledException => !mustBeTold,
            _ => false,
        };
        Expect(fits, $"item {item}, which {(began ? "began" : "did not begin")}{(crashed ? " and ended its worker" : "")}: {(outcome.Succeeded ? $"{outcome.Value}" : outcome.Error)}");
    }
}
