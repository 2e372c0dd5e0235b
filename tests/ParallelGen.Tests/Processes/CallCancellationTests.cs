using ParallelGen.Processes.Protocol;
using ParallelGen.Processes.Worker;

namespace ParallelGen.Tests.Processes;

/// <summary>Which cancel frame means what, by when it arrives.</summary>
public sealed class CallCancellationTests
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(30);

    private readonly CallCancellation _cancellation = new();

    [Fact]
    public void Cancel_CurrentItem_CancelsItsTokenAndTheCallGoesOn()
    {
        Assert.True(_cancellation.TryBegin(1));
        CancellationToken token = _cancellation.BeginItem(0);
        _cancellation.Cancel(1, 0);
        Assert.True(token.WaitHandle.WaitOne(s_deadline));
        Assert.True(_cancellation.IsWanted);
        Assert.False(_cancellation.BeginItem(1).IsCancellationRequested);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(0, 0)]
    [InlineData(2, 0)]
    [InlineData(2, WireProtocol.WholeCall)]
    public void Cancel_AnotherCallOrItem_MeansNothingForThisOne(long call, int item)
    {
        Assert.True(_cancellation.TryBegin(1));
        CancellationToken token = _cancellation.BeginItem(0);
        _cancellation.Cancel(call, item);
        Assert.True(_cancellation.IsWanted);
        Assert.False(token.IsCancellationRequested);
        Assert.False(_cancellation.BeginItem(1).IsCancellationRequested);
    }

    [Fact]
    public void Cancel_WholeCallWhileItRuns_CancelsTheItemAndTheRestIsNotWanted()
    {
        Assert.True(_cancellation.TryBegin(1));
        CancellationToken token = _cancellation.BeginItem(3);
        _cancellation.Cancel(1, WireProtocol.WholeCall);
        Assert.True(token.WaitHandle.WaitOne(s_deadline));
        Assert.False(_cancellation.IsWanted);
    }

    [Fact]
    public void Cancel_WholeCallBeforeItBegins_IsKeptForThatCallOnly()
    {
        _cancellation.Cancel(2, WireProtocol.WholeCall);
        Assert.True(_cancellation.TryBegin(1));
        Assert.True(_cancellation.IsWanted);
        Assert.False(_cancellation.TryBegin(2));
        Assert.True(_cancellation.TryBegin(3));
    }

    [Fact]
    public void Cancel_WholeCallBetweenBeginAndFirstItem_TheItemStartsCancelled()
    {
        Assert.True(_cancellation.TryBegin(1));
        _cancellation.Cancel(1, WireProtocol.WholeCall);
        Assert.True(_cancellation.BeginItem(0).IsCancellationRequested);
    }

    [Fact]
    public void Cancel_ItemOfACallThatHasNotBegun_MeansNothing()
    {
        _cancellation.Cancel(1, 0);
        Assert.True(_cancellation.TryBegin(1));
        Assert.False(_cancellation.BeginItem(0).IsCancellationRequested);
    }

    [Fact]
    public void Cancel_LateForTheCallBefore_LeavesTheNextAlone()
    {
        Assert.True(_cancellation.TryBegin(1));
        _cancellation.BeginItem(0);
        Assert.True(_cancellation.TryBegin(2));
        _cancellation.Cancel(1, WireProtocol.WholeCall);
        _cancellation.Cancel(2, 0);
        Assert.False(_cancellation.BeginItem(0).IsCancellationRequested);
        Assert.True(_cancellation.IsWanted);
    }

    [Fact]
    public void Cancel_CallbackThatThrows_DisturbsNobody()
    {
        Assert.True(_cancellation.TryBegin(1));
        using CancellationTokenRegistration registration = _cancellation.BeginItem(0).Register(() => throw new InvalidOperationException("no"));
        _cancellation.Cancel(1, 0);
        Assert.True(_cancellation.TryBegin(2));
        Assert.False(_cancellation.BeginItem(0).IsCancellationRequested);
    }

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
