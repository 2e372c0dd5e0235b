using ParallelGen.Processes.Launching;
using ParallelGen.Processes.Protocol;
using ParallelGen.Wire;

namespace ParallelGen.Tests.Processes;

/// <summary>A real worker against a parent that misbehaves, or leaves.</summary>
public sealed class RealWorkerTests
{
    private const int ProtocolError = 76;

    [Fact]
    public async Task Call_OfAnAnnouncedMethod_IsAnswered()
    {
        using RealWorker worker = await RealWorker.StartReadyAsync();
        worker.Call(call: 41, [7]);
        Assert.Equal(7, (await worker.ReadResultAsync(41)).Value);
    }

    [Fact]
    public async Task Call_OfSeveralItems_MarksEveryBeginAndTheEnd()
    {
        using RealWorker worker = await RealWorker.StartReadyAsync();
        worker.Call(call: 9, [5, 6, 7]);
        Assert.Equal((FrameKind.Begin, 0), await worker.ReadAsync() is var begin ? (begin.Kind, begin.Item) : default);
        for (int item = 0; item < 3; item++)
        {
            PlayedFrame result = await worker.ReadAsync();
            if (item == 2)
            {
                // Before the last result it says how long all of them took.
                Assert.Equal((FrameKind.Took, 9L), (result.Kind, result.Call));
                result = await worker.ReadAsync();
            }

            Assert.Equal((FrameKind.Result, item, item < 2 ? ResultMarks.NextBegun : ResultMarks.CallEnded), (result.Kind, result.Item, result.Marks));
            Assert.Equal(5 + item, result.Value);
        }
    }

    [Fact]
    public async Task Call_UnknownMethod_IsRefusedForEveryItemAndTheWorkerServesOn()
    {
        using RealWorker worker = await RealWorker.StartReadyAsync();
        worker.Call(call: 1, [1, 2], method: 0xdead);
        Assert.Contains("no annotated method with the id 000000000000dead", (await ReadRefusalAsync(worker, 0, ResultMarks.None)).Message, StringComparison.Ordinal);
        await ReadRefusalAsync(worker, 1, ResultMarks.CallEnded);
        worker.Call(call: 2, [3]);
        Assert.Equal(3, (await worker.ReadResultAsync(2)).Value);
    }

    [Fact]
    public async Task Call_UnknownAssembly_IsRefused()
    {
        using RealWorker worker = await RealWorker.StartReadyAsync();
        worker.Call(call: 1, [1], assembly: 5);
        Assert.Contains("No assembly was announced as number 5", (await ReadRefusalAsync(worker)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_AssemblyOfAnotherBuild_IsRefused()
    {
        using RealWorker worker = await RealWorker.StartReadyAsync(announcement => announcement with { Build = Guid.NewGuid() });
        worker.Call(call: 1, [1]);
        Assert.Contains("was rebuilt while the calling process runs", (await ReadRefusalAsync(worker)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Missing, Version=1.0.0.0", "/nowhere/Missing.dll", "/nowhere/Missing.dll")]
    [InlineData("Missing, Version=1.0.0.0", "", "loaded from memory")]
    [InlineData("", "", "loaded from memory")]
    [InlineData("=,\\", "/nowhere/x.dll", "/nowhere/x.dll")]
    public async Task Call_AssemblyThatCannotBeLoaded_IsRefusedWithItsPath(string name, string path, string expected)
    {
        using RealWorker worker = await RealWorker.StartReadyAsync(announcement => announcement with { Name = name, Path = path });
        worker.Call(call: 1, [1]);
        string message = (await ReadRefusalAsync(worker)).Message;
        Assert.Contains("could not load", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_AssemblyWithoutAnnotatedMethods_IsRefused()
    {
        using RealWorker worker = await RealWorker.StartReadyAsync(_ => Announcement.Of(0, typeof(FactAttribute).Assembly));
        worker.Call(call: 1, [1]);
        Assert.Contains("registered no annotated methods", (await ReadRefusalAsync(worker)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_InACultureThatTheWorkerDoesNotKnow_FailsAndSaysWhy()
    {
        using RealWorker worker = await RealWorker.StartReadyAsync();
        worker.Send(
            FrameKind.Call,
            (ref WireWriter writer) =>
            {
                new CallHeader(0, 1, new CallContext(new string('x', 200), "", null, null), 1).Write(ref writer);
                writer.WriteInt32(0);
            },
            call: 1);
        Assert.Contains("does not know the caller's culture", (await worker.ReadResultAsync(1)).ReadError().Message, StringComparison.Ordinal);
        worker.Call(call: 2, [2]);
        Assert.Equal(2, (await worker.ReadResultAsync(2)).Value);
    }

    [Fact]
    public async Task Call_CancelledBeforeItArrives_EndsWithoutRunning()
    {
        using RealWorker worker = await RealWorker.StartReadyAsync();
        worker.Send(FrameKind.Cancel, item: WireProtocol.WholeCall, call: 5);
        worker.Call(call: 5, [1, 2]);
        PlayedFrame end = await worker.ReadAsync();
        Assert.Equal((FrameKind.End, 5), (end.Kind, end.Call));
        worker.Call(call: 6, [4]);
        Assert.Equal(4, (await worker.ReadResultAsync(6)).Value);
    }

    [Fact]
    public async Task Quit_AfterACall_ExitHandlersRunAndTheCodeIsZero()
    {
        string file = Path.Combine(Path.GetTempPath(), $"parallelgen-test-{Guid.NewGuid():n}");
        using RealWorker worker = await RealWorker.StartReadyAsync();
        try
        {
            worker.Send(
                FrameKind.Call,
                (ref WireWriter writer) =>
                {
                    using var item = new WireBuffer();
                    var itemWriter = new WireWriter(item);
                    itemWriter.WriteString(file);
                    itemWriter.Flush();
                    new CallHeader(0, ExitHandlerCall.Id, CallContext.Capture(), 1).Write(ref writer);
                    writer.WriteInt32(item.Length);
                    writer.WriteBytes(item.Written);
                },
                call: 1);
            await worker.ReadResultAsync(1);
            Assert.False(File.Exists(file));
            worker.Send(FrameKind.Quit);
            Assert.Equal(new WorkerExit(0, ""), await worker.ExitAsync());
            Assert.Equal("the handler ran", await File.ReadAllTextAsync(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Quit_BeforeWelcome_ExitsInOrder()
    {
        using RealWorker worker = await RealWorker.StartAsync();
        worker.Send(FrameKind.Quit);
        Assert.Equal(new WorkerExit(0, ""), await worker.ExitAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Parent_HangsUp_WorkerExitsInOrder(bool welcomed)
    {
        using RealWorker worker = welcomed ? await RealWorker.StartReadyAsync() : await RealWorker.StartAsync();
        worker.HangUp();
        Assert.Equal(new WorkerExit(0, ""), await worker.ExitAsync());
    }

    [Fact]
    public async Task Interrupt_OfAnIdleWorker_ChangesNothing()
    {
        using RealWorker worker = await RealWorker.StartReadyAsync();
        // A worker that has answered has long registered for the signal.
        worker.Call(call: 1, [1]);
        await worker.ReadResultAsync(1);
        worker.Interrupt();
        for (int call = 2; call < 50; call++)
        {
            worker.Call(call, [call]);
            Assert.Equal(call, (await worker.ReadResultAsync(call)).Value);
            worker.Interrupt();
        }

        worker.Send(FrameKind.Quit);
        Assert.Equal(0, (await worker.ExitAsync()).Code);
    }

    public static TheoryData<string> Nonsense => [.. s_nonsense.Keys];

    private static readonly Dictionary<string, (bool Welcomed, Action<RealWorker> Say)> s_nonsense = new()
    {
        ["welcome of another version"] = (false, worker => worker.Send(FrameKind.Welcome, (ref WireWriter writer) =>
        {
            writer.WriteUInt32(WireProtocol.Magic);
            writer.WriteInt32(WireProtocol.Version + 1);
        })),
        ["welcome of another build"] = (false, worker => worker.Send(FrameKind.Welcome, (ref WireWriter writer) =>
        {
            writer.WriteUInt32(WireProtocol.Magic);
            writer.WriteInt32(WireProtocol.Version);
            writer.WriteUnmanaged(Guid.NewGuid());
            writer.WriteString("pool");
            writer.WriteInt32(0);
            writer.WriteString(null);
        })),
        ["welcome that is none"] = (false, worker => worker.Send(FrameKind.Welcome, (ref WireWriter writer) => writer.WriteInt64(42))),
        ["welcome without a body"] = (false, worker => worker.Send(FrameKind.Welcome)),
        ["call before welcome"] = (false, worker => worker.Call(1, [1])),
        ["second welcome"] = (true, worker => worker.Welcome()),
        ["a worker's frame"] = (true, worker => worker.Send(FrameKind.Hello)),
        ["frame of no kind"] = (true, worker => worker.Send((FrameKind)999)),
        ["length of hostile size"] = (true, worker => worker.SendRaw(Enumerable.Repeat((byte)0xFF, 24).ToArray())),
        ["text"] = (true, worker => worker.SendRaw("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray())),
        ["call without a body"] = (true, worker => worker.Send(FrameKind.Call)),
        ["call with more items than bytes"] = (true, worker => worker.Send(
            FrameKind.Call, (ref WireWriter writer) => new CallHeader(0, 1, CallContext.Capture(), int.MaxValue).Write(ref writer))),
        ["item of negative length"] = (true, worker => worker.Send(FrameKind.Call, (ref WireWriter writer) =>
        {
            new CallHeader(0, 1, CallContext.Capture(), 1).Write(ref writer);
            writer.WriteInt32(-1);
        })),
        ["call of broadcast values that never came"] = (true, worker => worker.Send(
            FrameKind.Call, (ref WireWriter writer) => new CallHeader(0, 1, CallContext.Capture(), 0, Broadcast: 5).Write(ref writer))),
        ["broadcast values twice"] = (true, worker =>
        {
            worker.Send(FrameKind.Broadcast, call: 5);
            worker.Send(FrameKind.Broadcast, call: 5);
        }),
        ["broadcast before welcome"] = (false, worker => worker.Send(FrameKind.Broadcast, call: 5)),
        ["announcement without a body"] = (true, worker => worker.Send(FrameKind.Announce)),
    };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task Frame_OfNonsense_WorkerExitsWithTheProtocolCodeAndSaysWhyOnStandardError(string name)
    {
        (bool welcomed, Action<RealWorker> say) = s_nonsense[name];
        using RealWorker worker = welcomed ? await RealWorker.StartReadyAsync() : await RealWorker.StartAsync();
        say(worker);
        WorkerExit exit = await worker.ExitAsync();
        Assert.Equal(ProtocolError, exit.Code);
        Assert.StartsWith($"ParallelGen worker {worker.ProcessId}: ", exit.StandardErrorTail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credit_ForNobody_MeansNothing()
    {
        using RealWorker worker = await RealWorker.StartReadyAsync();
        worker.Send(FrameKind.ReportCredit, item: 3, call: 9);
        worker.Send(FrameKind.ItemCredit, call: 1);
        worker.Send(FrameKind.Forget, call: 77);
        worker.Call(call: 1, [7]);
        Assert.Equal(7, (await worker.ReadResultAsync(1)).Value);
    }

    private static async Task<WorkerStartException> ReadRefusalAsync(RealWorker worker, int item = 0, ResultMarks marks = ResultMarks.CallEnded)
    {
        PlayedFrame frame = await worker.ReadAsync();
        Assert.Equal((FrameKind.Result, item, marks, ItemStatus.Refused), (frame.Kind, frame.Item, frame.Marks, frame.Status));
        return Assert.IsType<WorkerStartException>(frame.ReadError());
    }
}
