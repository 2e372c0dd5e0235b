using ParallelGen.Execution;

namespace ParallelGen.Tests.Processes;

/// <summary>Keeps the outcome of every item, and counts how often each was told.</summary>
internal sealed class RecordingSink(int items, Action<long>? completed = null) : IItemSink<int>
{
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int[] _told = new int[items];
    private int _left = items;

    public Outcome<int>[] Outcomes { get; } = new Outcome<int>[items];

    public IReadOnlyList<int> Told => _told;

    public Task All => _all.Task;

    public void Complete(long index, in Outcome<int> outcome)
    {
        completed?.Invoke(index);
        Outcomes[index] = outcome;
        if (Interlocked.Increment(ref _told[index]) == 1 && Interlocked.Decrement(ref _left) == 0)
        {
            _all.SetResult();
        }
    }
}
