using ParallelGen.Channels;
using ParallelGen.CompilerServices;
using ParallelGen.Execution;
using ParallelGen.Processes;
using ParallelGen.Processes.Pool;
using ParallelGen.Processes.Protocol;
using ParallelGen.Wire;

namespace ParallelGen.Tests.Processes;

/// <summary>What tests of the pool with scripted workers have in common.</summary>
internal static class ScriptedPool
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static PoolScheduler Make(
        ScriptedWorker.Launcher launcher, int workers = 1, Action<ProcessPoolOptions>? configure = null, bool isFresh = false, TimeProvider? time = null)
    {
        var options = new ProcessPoolOptions { Workers = workers };
        configure?.Invoke(options);
        return new PoolScheduler("scripted", options, launcher, isFresh) { Time = time ?? TimeProvider.System };
    }

    /// <summary>A block of echo calls of the values 0, 1, …, followed by padding.</summary>
    public static WorkBlock Block(PoolScheduler pool, IItemSink<int> sink, int items = 1, TimeSpan? limit = null, Submission? owner = null, int padding = 0) =>
        Block<Calls.Echo>(pool, sink, items, limit, owner, padding);

    /// <summary>The same of another method.</summary>
    public static WorkBlock Block<TCall>(
        PoolScheduler pool, IItemSink<int> sink, int items = 1, TimeSpan? limit = null, Submission? owner = null, int padding = 0)
        where TCall : struct, IWireCall<int, int>
    {
        var payload = new WireBuffer();
        var ends = new int[items];
        for (int i = 0; i < items; i++)
        {
            ItemEncoder.Append<TCall, int, int>(payload, i);
            if (padding > 0)
            {
                payload.Grow(payload.Length, padding);
            }

            ends[i] = payload.Length += padding;
        }

        return new WireBlock<TCall, int, int>(
            owner ?? pool.Singles, CallContext.Capture(), limit ?? Timeout.InfiniteTimeSpan, payload, ends, 0, sink);
    }

    /// <summary>One call.</summary>
    public static Task<int> CallAsync(PoolScheduler pool)
    {
        var call = new SingleCall<int>(default);
        pool.Submit(Block(pool, call));
        return call.Task;
    }

    /// <summary>One call that somebody cancels as soon as <paramref name="when"/> has happened.</summary>
    public static async Task SubmitAndWithdrawAsync(PoolScheduler pool, WorkBlock block, Task when)
    {
        pool.Submit(block);
        await when.WaitAsync(Deadline);
        block.Abandon();
        pool.Withdraw(block);
    }

    public static void Begin(this ScriptedWorker worker, long call, int item = 0) => worker.Send(FrameKind.Begin, item: item, call: call);

    public static void Answer(this ScriptedWorker worker, long call, int value, int item = 0, ResultMarks marks = ResultMarks.CallEnded) =>
        worker.Send(FrameKind.Result, [(byte)ItemStatus.Succeeded, .. BitConverter.GetBytes(value)], item, call, marks);

    /// <summary>Serves calls of one item until the pool ends the conversation.</summary>
    public static void Serve(this ScriptedWorker worker)
    {
        while (true)
        {
            long call = worker.ReadCall().Call;
            worker.Begin(call);
            worker.Answer(call, 7);
        }
    }

    /// <summary>A worker as it should be: says hello, serves its calls item by item, and exits when it is told to quit.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="onCall">Is told the items of every call.</param>
    /// <param name="onQuit">Is told before it exits.</param>
    /// <param name="onBody">Is told the size of every call.</param>
    public static void Live(this ScriptedWorker worker, Action<int>? onCall = null, Action? onQuit = null, Action<int>? onBody = null)
    {
        worker.SayHello();
        while (true)
        {
            (FrameHeader header, byte[] body) = worker.Read();
            if (header.Kind == (ushort)FrameKind.Quit)
            {
                onQuit?.Invoke();
                worker.Exit(0);
                return;
            }

            if (header.Kind != (ushort)FrameKind.Call)
            {
                continue;
            }

            var reader = new WireReader(body);
            int items = CallHeader.Read(ref reader).Items;
            onBody?.Invoke(body.Length);
            onCall?.Invoke(items);
            worker.Begin(header.Call);
            for (int item = 0; item < items; item++)
            {
                worker.Answer(header.Call, 7, item, item + 1 < items ? ResultMarks.NextBegun : ResultMarks.CallEnded);
            }
        }
    }

    /// <summary>Waits for what another thread brings about.</summary>
    public static void Until(Func<bool> condition, string what)
    {
        if (!SpinWait.SpinUntil(condition, Deadline))
        {
            throw new TimeoutException($"Not within {Deadline}: {what}");
        }
    }
}
