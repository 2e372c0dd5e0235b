using ParallelGen.Execution;
using ParallelGen.Processes;
using ParallelGen.Processes.Pool;
using ParallelGen.Processes.Protocol;
using ParallelGen.Wire;

namespace ParallelGen.Tests.Processes;

/// <summary>The pool against workers that misbehave: every caller gets a clear exception, and nobody hangs.</summary>
public sealed class ScriptedPeerTests
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Call_WorkerExitsAtStart_FailsAtOnceWithExitCodeAndStandardError()
    {
        WorkerStartException error = await Assert.ThrowsAsync<WorkerStartException>(() => CallAsync(worker => worker.Exit(3)));
        Assert.Contains("exited with code 3 before it was ready", error.Message, StringComparison.Ordinal);
        Assert.Contains("scripted standard error", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_WorkerNeverSaysHello_FailsAfterTheStartTimeout()
    {
        WorkerStartException error = await Assert.ThrowsAsync<WorkerStartException>(
            () => CallAsync(worker => worker.Killed.Wait(s_deadline), options => options.StartTimeoutMilliseconds = 50));
        Assert.Contains("did not say hello within 50 ms", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_WorkerOfAnotherProtocolVersion_IsRefused()
    {
        WorkerStartException error = await Assert.ThrowsAsync<WorkerStartException>(() => CallAsync(worker => worker.SayHello(version: 99)));
        Assert.Contains("protocol version 99", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_WorkerOfAnotherBuild_IsRefused()
    {
        WorkerStartException error = await Assert.ThrowsAsync<WorkerStartException>(() => CallAsync(worker => worker.SayHello(build: Guid.Empty)));
        Assert.Contains("another build of ParallelGen.dll", error.Message, StringComparison.Ordinal);
        Assert.Contains("restart it. Its standard error", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_PeerIsSomeOtherProgram_IsRefused()
    {
        WorkerStartException error = await Assert.ThrowsAsync<WorkerStartException>(
            () => CallAsync(worker => worker.RawOutput.Write("Usage: dotnet [host-options] [path-to-application]\n"u8)));
        Assert.Contains("could not be used: A frame announces a body of", error.Message, StringComparison.Ordinal);
        Assert.Contains("Write to standard error there, or later. Its standard error", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_HelloOfAnotherKind_IsRefused()
    {
        WorkerStartException error = await Assert.ThrowsAsync<WorkerStartException>(() => CallAsync(worker => worker.Send(FrameKind.Begin)));
        Assert.Contains("instead of hello", error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> BrokenAnswers => [.. s_broken.Keys];

    private static readonly Dictionary<string, Action<ScriptedWorker, long>> s_broken = new()
    {
        ["result of another call"] = (worker, call) => worker.Send(FrameKind.Result, [0, 1, 0, 0, 0], call: call + 1),
        ["result of another item"] = (worker, call) => worker.Send(FrameKind.Result, [0, 1, 0, 0, 0], item: 1, call: call),
        ["negative item"] = (worker, call) => worker.Send(FrameKind.Result, [0, 1, 0, 0, 0], item: int.MinValue, call: call),
        ["result without a body"] = (worker, call) => worker.Send(FrameKind.Result, [], call: call),
        ["unknown status"] = (worker, call) => worker.Send(FrameKind.Result, [9], call: call),
        ["begun twice"] = (worker, call) => worker.Send(FrameKind.Begin, call: call),
        ["unknown frame"] = (worker, _) => worker.Send((FrameKind)999),
        ["a parent's frame"] = (worker, _) => worker.Send(FrameKind.Quit),
        ["end of another call"] = (worker, call) => worker.Send(FrameKind.End, call: call - 1),
        ["next begun past the last"] = (worker, call) => worker.Send(FrameKind.Result, [0, 1, 0, 0, 0], call: call, marks: ResultMarks.NextBegun),
        ["last result without an end"] = (worker, call) => worker.Send(FrameKind.Result, [0, 1, 0, 0, 0], call: call),
        ["refusal without an end"] = (worker, call) => worker.Send(FrameKind.Result, [2], call: call),
        ["both marks"] = (worker, call) => worker.Send(FrameKind.Result, [0, 1, 0, 0, 0], call: call, marks: ResultMarks.NextBegun | ResultMarks.CallEnded),
        ["report that nobody wants"] = (worker, call) => worker.Send(FrameKind.Report, [1, 0, 0, 0], call: call),
        ["report of another item"] = (worker, call) => worker.Send(FrameKind.Report, [1, 0, 0, 0], item: 1, call: call),
        ["item of a sequence that is none"] = (worker, call) => worker.Send(FrameKind.Item, [1, 0, 0, 0], call: call),
        ["broadcast from a worker"] = (worker, _) => worker.Send(FrameKind.Broadcast, [1]),
        ["credit from a worker"] = (worker, call) => worker.Send(FrameKind.ReportCredit, call: call),
        ["output to nowhere"] = (worker, _) => worker.Send(FrameKind.Output, [65], item: 3),
        ["hostile length"] = (worker, _) => worker.RawOutput.Write(Enumerable.Repeat((byte)0xFF, 24).ToArray()),
    };

    [Theory]
    [MemberData(nameof(BrokenAnswers))]
    public async Task Call_BrokenAnswer_KillsTheWorkerAndBlamesTheRunningCall(string broken)
    {
        WorkerCrashedException error = await Assert.ThrowsAsync<WorkerCrashedException>(() => CallAsync(worker =>
        {
            worker.SayHello();
            long call = worker.ReadCall().Call;
            worker.Send(FrameKind.Begin, call: call);
            s_broken[broken](worker, call);
        }));
        Assert.Contains("was killed because", error.Message, StringComparison.Ordinal);
        Assert.Equal(9, error.Signal);
    }

    [Fact]
    public async Task Call_ResultThatDoesNotDecode_FailsThatCallAndTheWorkerServesTheNext()
    {
        var launcher = new ScriptedWorker.Launcher(worker =>
        {
            worker.SayHello();
            Answer(worker, worker.ReadCall().Call, [0, 1]);
            Answer(worker, worker.ReadCall().Call, [0, 5, 0, 0, 0]);
        });
        PoolScheduler pool = NewPool(launcher);
        await Assert.ThrowsAsync<WireFormatException>(() => SubmitAsync(pool).WaitAsync(s_deadline));
        Assert.Equal(5, await SubmitAsync(pool).WaitAsync(s_deadline));
        Assert.Equal(1, launcher.Started);
    }

    [Fact]
    public async Task Call_WorkerDiesBeforeBegin_GoesToAnotherWorker()
    {
        var launcher = new ScriptedWorker.Launcher(
            worker =>
            {
                worker.SayHello();
                worker.ReadCall();
                worker.Exit(1);
            },
            worker =>
            {
                worker.SayHello();
                Answer(worker, worker.ReadCall().Call, [0, 7, 0, 0, 0]);
            });
        Assert.Equal(7, await SubmitAsync(NewPool(launcher)).WaitAsync(s_deadline));
        Assert.Equal(2, launcher.Started);
    }

    [Fact]
    public async Task Call_EveryWorkerDiesBeforeBegin_FailsAfterThree()
    {
        var launcher = new ScriptedWorker.Launcher(worker =>
        {
            worker.SayHello();
            worker.ReadCall();
            worker.Exit(1);
        });
        WorkerCrashedException error = await Assert.ThrowsAsync<WorkerCrashedException>(() => SubmitAsync(NewPool(launcher)).WaitAsync(s_deadline));
        Assert.Equal(3, launcher.Started);
        Assert.Equal(1, error.ExitCode);
        Assert.Contains("before it began", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_WorkersAreKilledFromOutsideBeforeBegin_GoesOnUntilOneLives()
    {
        Action<ScriptedWorker> killed = worker =>
        {
            worker.SayHello();
            worker.ReadCall();
            worker.Exit(137);
        };
        var launcher = new ScriptedWorker.Launcher(killed, killed, killed, killed, killed, worker =>
        {
            worker.SayHello();
            Answer(worker, worker.ReadCall().Call, [0, 7, 0, 0, 0]);
        });
        Assert.Equal(7, await SubmitAsync(NewPool(launcher)).WaitAsync(s_deadline));
        Assert.Equal(6, launcher.Started);
    }

    [Fact]
    public async Task Call_EveryWorkerIsKilledFromOutsideBeforeBegin_FailsAfterTwenty()
    {
        var launcher = new ScriptedWorker.Launcher(worker =>
        {
            worker.SayHello();
            worker.ReadCall();
            worker.Exit(137);
        });
        WorkerCrashedException error = await Assert.ThrowsAsync<WorkerCrashedException>(() => SubmitAsync(NewPool(launcher)).WaitAsync(s_deadline));
        Assert.Equal(20, launcher.Started);
        Assert.Equal(9, error.Signal);
        Assert.Contains("The call has not run", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_StartFailsThenWorks_OnlyTheWaitingCallFails()
    {
        var launcher = new ScriptedWorker.Launcher(
            worker => worker.Exit(1),
            worker =>
            {
                worker.SayHello();
                Answer(worker, worker.ReadCall().Call, [0, 7, 0, 0, 0]);
            });
        PoolScheduler pool = NewPool(launcher);
        await Assert.ThrowsAsync<WorkerStartException>(() => SubmitAsync(pool).WaitAsync(s_deadline));
        Assert.Equal(7, await SubmitAsync(pool).WaitAsync(s_deadline));
    }

    private static void Answer(ScriptedWorker worker, long call, byte[] result)
    {
        worker.Send(FrameKind.Begin, call: call);
        worker.Send(FrameKind.Result, result, call: call, marks: ResultMarks.CallEnded);
    }

    private static PoolScheduler NewPool(ScriptedWorker.Launcher launcher, Action<ProcessPoolOptions>? configure = null)
    {
        var options = new ProcessPoolOptions { Workers = 1 };
        configure?.Invoke(options);
        return new PoolScheduler("scripted", options, launcher);
    }

    private static Task<int> CallAsync(Action<ScriptedWorker> script, Action<ProcessPoolOptions>? configure = null) =>
        SubmitAsync(NewPool(new ScriptedWorker.Launcher(script), configure)).WaitAsync(s_deadline);

    private static Task<int> SubmitAsync(PoolScheduler pool)
    {
        var call = new SingleCall<int>(default);
        var payload = new WireBuffer();
        ItemEncoder.Append<Calls.Echo, int, int>(payload, 1);
        pool.Submit(new WireBlock<Calls.Echo, int, int>(
            pool.Singles, CallContext.Capture(), Timeout.InfiniteTimeSpan, payload, [payload.Length], 0, call));
        return call.Task;
    }
}
