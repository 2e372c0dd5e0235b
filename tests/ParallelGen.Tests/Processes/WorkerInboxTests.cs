using ParallelGen.Channels;
using ParallelGen.Processes.Protocol;
using ParallelGen.Processes.Worker;

namespace ParallelGen.Tests.Processes;

/// <summary>Where a worker's two threads read.</summary>
public sealed class WorkerInboxTests
{
    [Fact]
    public async Task Recall_OvertakesItsCall_GivesTheCallBackWhenItComes()
    {
        using var pair = new PipePair();
        (WorkerInbox inbox, Thread main) = Listen(pair);
        pair.Parent.Send(new FrameHeader((ushort)FrameKind.Recall, Call: 2), default);
        foreach (long call in (long[])[1, 2, 3])
        {
            pair.Parent.Send(new FrameHeader((ushort)FrameKind.Call, Call: call), default);
        }

        Assert.Equal(1, await TakeAsync(inbox));
        Assert.Equal(3, await TakeAsync(inbox));
        Assert.Equal(((ushort)FrameKind.End, 2L), await GivenBackAsync(pair));
        HangUp(pair, main);
    }

    [Fact]
    public async Task Recall_OfACallThatWaits_GivesItBackWhileAnotherRuns()
    {
        using var pair = new PipePair();
        (WorkerInbox inbox, Thread main) = Listen(pair);
        pair.Parent.Send(new FrameHeader((ushort)FrameKind.Call, Call: 1), default);
        Assert.Equal(1, await TakeAsync(inbox));

        // The call thread is at call 1 from here on: the main thread reads.
        pair.Parent.Send(new FrameHeader((ushort)FrameKind.Call, Call: 2), default);
        pair.Parent.Send(new FrameHeader((ushort)FrameKind.Recall, Call: 2), default);
        Assert.Equal(((ushort)FrameKind.End, 2L), await GivenBackAsync(pair));
        pair.Parent.Send(new FrameHeader((ushort)FrameKind.Call, Call: 3), default);
        Assert.Equal(3, await TakeAsync(inbox));
        HangUp(pair, main);
    }

    [Fact]
    public async Task Recall_OfACallThatRuns_IsForWhoRunsIt()
    {
        using var pair = new PipePair();
        var recalled = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        (WorkerInbox inbox, Thread main) = Listen(pair, header => recalled.TrySetResult(header.Call));
        pair.Parent.Send(new FrameHeader((ushort)FrameKind.Call, Call: 1), default);
        Assert.Equal(1, await TakeAsync(inbox));
        pair.Parent.Send(new FrameHeader((ushort)FrameKind.Recall, Call: 1), default);
        Assert.Equal(1, await recalled.Task.WaitAsync(ScriptedPool.Deadline));
        HangUp(pair, main);
    }

    /// <summary>The main thread of a worker, until the channel ends.</summary>
    private static (WorkerInbox Inbox, Thread Main) Listen(PipePair pair, Action<FrameHeader>? control = null)
    {
        var inbox = new WorkerInbox(pair.Worker, control ?? (static _ => { }));
        var main = new Thread(() =>
        {
            while (pair.Worker.WaitForBell())
            {
                inbox.OnBell();
            }
        }) { IsBackground = true };
        main.Start();
        return (inbox, main);
    }

    /// <summary>The parent goes first: a pipe that somebody waits at cannot be closed.</summary>
    private static void HangUp(PipePair pair, Thread main)
    {
        pair.Parent.Dispose();
        Assert.True(main.Join(ScriptedPool.Deadline));
    }

    private static async Task<long> TakeAsync(WorkerInbox inbox) => (await Task.Run(inbox.Take).WaitAsync(ScriptedPool.Deadline)).Header.Call;

    private static async Task<(ushort Kind, long Call)> GivenBackAsync(PipePair pair)
    {
        (FrameHeader Header, byte[] Body)? frame = await Task.Run(() => PipePair.ReadFrame(pair.Parent)).WaitAsync(ScriptedPool.Deadline);
        return (frame!.Value.Header.Kind, frame.Value.Header.Call);
    }
}
