using ParallelGen.Processes.Protocol;
using ParallelGen.Processes.Worker;

namespace ParallelGen.Tests.Processes;

/// <summary>A cancel frame means the call and item that it names, however late it is.</summary>
public sealed class CallCancellationTests
{
    [Fact]
    public void Cancel_OlderCallAfterNewer_NewerStaysCancelled()
    {
        var cancellation = new CallCancellation();
        cancellation.Cancel(5, WireProtocol.WholeCall);
        cancellation.Cancel(4, WireProtocol.WholeCall);
        Assert.False(cancellation.TryBegin(5));
    }

    [Fact]
    public void BeginItem_TokenOfTheItemBefore_IsNotItsOwn()
    {
        var cancellation = new CallCancellation();
        cancellation.TryBegin(1);
        CancellationToken first = cancellation.BeginItem(0);
        CancellationToken second = cancellation.BeginItem(1);
        cancellation.Cancel(1, 1);
        Assert.True(second.IsCancellationRequested);
        Assert.False(first.IsCancellationRequested);
    }

    [Fact]
    public void Cancel_WhileTheNextItemBegins_NeverHitsTheNext()
    {
        const int Rounds = 100_000;
        var cancellation = new CallCancellation();
        cancellation.TryBegin(1);
        using var barrier = new Barrier(2);
        int item = 0;
        var canceller = new Thread(() =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                barrier.SignalAndWait();
                cancellation.Cancel(1, item);
                barrier.SignalAndWait();
            }
        }) { IsBackground = true };
        canceller.Start();
        int hits = 0;
        for (int round = 0; round < Rounds; round++)
        {
            cancellation.BeginItem(item);
            barrier.SignalAndWait();
            CancellationToken next = cancellation.BeginItem(item + 1);
            barrier.SignalAndWait();
            hits += next.IsCancellationRequested ? 1 : 0;
            item += 2;
        }

        Assert.Equal(0, hits);
    }
}
