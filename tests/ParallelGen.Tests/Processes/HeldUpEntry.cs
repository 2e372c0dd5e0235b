using ParallelGen.Execution;
using ParallelGen.Processes.Pool;

namespace ParallelGen.Tests.Processes;

/// <summary>A block on its way through a pool, and who waits for it.</summary>
internal sealed class HeldUpEntry : IBlockEnd
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _number;
    private int _told;

    public HeldUpEntry(int number, int items, TimeSpan? limit, Submission owner, int padding, ChunkSizer? sizer)
    {
        _number = number;
        Sink = new RecordingSink(items);
        Block = StressBlock.Make<ShortCall>(Sink, number, items, limit, owner, padding, sizer);
        Block.End = this;
    }

    public WorkBlock Block { get; }

    public RecordingSink Sink { get; }

    /// <summary>Whether somebody stops waiting for it.</summary>
    public bool IsWithdrawn { get; set; }

    /// <summary>Completes when nothing of it runs or will run.</summary>
    public Task Ended => _ended.Task;

    void IBlockEnd.Starting() { }

    void IBlockEnd.Ended()
    {
        Interlocked.Increment(ref _told);
        _ended.TrySetResult();
    }

    /// <summary>Whether all of it has happened once, and fits together.</summary>
    public void Check(HeldUpRecord record)
    {
        record.Expect(Volatile.Read(ref _told) == 1, $"the end of {this} was told {_told} times");
        for (int item = 0; item < Sink.Told.Count; item++)
        {
            record.Check((_number * 100) + item, Sink.Told[item], !IsWithdrawn, Sink.Outcomes[item]);
        }
    }

    public override string ToString() => $"block {_number} of {Sink.Told.Count}, of which {Sink.Told.Sum()} were told{(IsWithdrawn ? ", withdrawn" : "")}";
}
