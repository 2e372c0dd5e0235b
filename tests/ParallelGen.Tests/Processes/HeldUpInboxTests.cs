using ParallelGen.Channels;
using ParallelGen.Processes.Protocol;
using ParallelGen.Processes.Worker;
using ParallelGen.Tests.Channels;

namespace ParallelGen.Tests.Processes;

/// <summary>
/// A parent, and a worker's two threads of which now the one looks, now the other, now none, all held up at every step: each call reaches the call
/// thread, each frame that cannot wait is heard while a call runs.
/// </summary>
public sealed class HeldUpInboxTests
{
    /// <summary>How many calls are on their way at most.</summary>
    private const int Burst = 4;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Calls_ThreadsAreHeldUpAtEveryStep_EachIsTakenAndEveryCancelIsHeard(int seed)
    {
        using var pair = new RingPair(capacity: 4096, workerIsWatched: false);
        int calls = HoldUps.Handovers / 5;
        long cancelled = 0;
        using var inbox = new WorkerInbox(pair.Worker, header => Volatile.Write(ref cancelled, header.Call));
        long sent = 0;
        long taken = 0;
        await Ends.RunAsync(
            () => $"{pair}; {Volatile.Read(ref sent)} calls sent, {Volatile.Read(ref taken)} taken, {Volatile.Read(ref cancelled)} cancelled",
            () => Call(pair, calls, seed, ref sent),
            () => Run(pair.Worker, inbox, calls, seed, ref taken, ref cancelled),
            () => Listen(pair.Worker, inbox, seed));
    }

    /// <summary>The parent: sends calls, some of them ahead, cancels the odd ones while they run, and waits for all the answers.</summary>
    private static void Call(RingPair pair, int calls, int seed, ref long sent)
    {
        using var held = new HoldUps(seed);
        var random = new Random(seed);
        long answered = 0;
        while (answered < calls)
        {
            for (int burst = random.Next(1, Burst + 1); burst > 0 && sent < calls; burst--)
            {
                var header = new FrameHeader((ushort)FrameKind.Call, Call: ++sent);
                held.Pass();
                if (random.Next(2) == 0)
                {
                    pair.Parent.SendForLater(header, default);
                }
                else
                {
                    pair.Parent.Send(header, default);
                }

                if (sent % 2 == 1)
                {
                    pair.Parent.Send(new FrameHeader((ushort)FrameKind.Cancel, Call: sent), default);
                }
            }

            while (answered < sent)
            {
                Assert.Equal(++answered, PipePair.ReadFrame(pair.Parent)!.Value.Header.Call);
            }
        }

        // The worker's main thread hears the end, as it does when a parent is gone.
        pair.Parent.Dispose();
    }

    /// <summary>The call thread: an odd call runs until it is cancelled, which only the main thread can hear.</summary>
    private static void Run(RingChannel channel, WorkerInbox inbox, int calls, int seed, ref long taken, ref long cancelled)
    {
        using var held = new HoldUps(seed + 100);
        for (long call = 1; call <= calls; call++)
        {
            held.Pass();
            WorkFrame work = inbox.Take();
            Assert.Equal(call, work.Header.Call);
            inbox.Return(work.Body);
            Volatile.Write(ref taken, call);
            while (call % 2 == 1 && Volatile.Read(ref cancelled) < call)
            {
                Thread.Yield();
            }

            held.Pass();
            channel.Send(new FrameHeader((ushort)FrameKind.Result, Call: call), default);
        }
    }

    private static void Listen(RingChannel channel, WorkerInbox inbox, int seed)
    {
        using var held = new HoldUps(seed + 200);
        while (channel.WaitForBell())
        {
            held.Pass();
            inbox.OnBell();
        }
    }
}
