using ParallelGen.Execution;

namespace ParallelGen.Tests.Execution.Threads;

/// <summary>Remembers what a session told, and counts the ends of its blocks.</summary>
internal sealed class RecordingSink : IItemSink<int>
{
    private readonly Dictionary<long, List<Outcome<int>>> _told = [];

    public Observed State { get; } = new();

    public int Told => State.Read(() => _told.Count);

    public void Complete(long index, in Outcome<int> outcome)
    {
        Outcome<int> copy = outcome;
        State.Change(() =>
        {
            if (!_told.TryGetValue(index, out List<Outcome<int>>? list))
            {
                _told.Add(index, list = []);
            }

            list.Add(copy);
        });
    }

    /// <summary>Waits for the item's outcome, which must be the only one.</summary>
    public async Task<Outcome<int>> Outcome(long index)
    {
        await State.Until(() => _told.ContainsKey(index));
        return State.Read(() => Assert.Single(_told[index]));
    }

    public void AssertAtMostOnce() => State.Read(() =>
    {
        Assert.All(_told.Values, told => Assert.Single(told));
        return 0;
    });

    public CountedEnd NewEnd() => new(State);

    internal sealed class CountedEnd(Observed state) : IBlockEnd
    {
        private int _ends;

        public int Ends => state.Read(() => _ends);

        public void Ended() => state.Change(() => _ends++);

        public Task Come() => state.Until(() => _ends > 0);
    }
}
