using System.Collections.Concurrent;
using ParallelGen.Tests.Execution;

namespace ParallelGen.Tests.Loops;

/// <summary>The reports of one loop: the event is for all loops, and tests run beside each other.</summary>
internal sealed class Reports : IDisposable
{
    private readonly Func<EventLoopReport, bool> _wanted;
    private readonly ConcurrentQueue<EventLoopReport> _reports = new();
    private readonly SemaphoreSlim _count = new(0);

    public Reports(EventLoop loop)
        : this(report => report.Loop == loop)
    {
    }

    public Reports(Func<EventLoopReport, bool> wanted)
    {
        _wanted = wanted;
        EventLoop.Reported += Take;
    }

    /// <summary>A loop of its own without a limit on its turns: on a busy machine any turn may take longer than 100 ms, and would be reported beside what a test waits for.</summary>
    public static EventLoop QuietLoop(string name)
    {
        EventLoop loop = EventLoop.Get(name);
        loop.SlowTurnThreshold = Timeout.InfiniteTimeSpan;
        return loop;
    }

    public async Task<EventLoopReport> NextAsync()
    {
        await _count.WaitAsync().Within();
        Assert.True(_reports.TryDequeue(out EventLoopReport? report));
        return report;
    }

    public void AssertNoMore() => Assert.Empty(_reports);

    public void Dispose()
    {
        EventLoop.Reported -= Take;
        _count.Dispose();
    }

    private void Take(object? sender, EventLoopReport report)
    {
        Assert.Same(report.Loop, sender);
        if (_wanted(report))
        {
            _reports.Enqueue(report);
            _count.Release();
        }
    }
}
