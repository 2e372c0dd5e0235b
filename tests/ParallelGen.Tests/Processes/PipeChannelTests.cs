using ParallelGen.Channels;
using ParallelGen.Tests.Channels;

namespace ParallelGen.Tests.Processes;

public sealed class PipeChannelTests
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4096 - FrameHeader.Size)]
    [InlineData(4096 - FrameHeader.Size + 1)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(3_000_000)]
    public async Task Send_BodyOfAnySize_ArrivesWhole(int size)
    {
        using var pair = new PipePair();
        byte[] body = new byte[size];
        new Random(size).NextBytes(body);
        var header = new FrameHeader(7, 3, -1, long.MaxValue);
        Task sending = Task.Run(() =>
        {
            pair.Worker.Send(header, body.AsSpan(0, size / 2), body.AsSpan(size / 2));
            pair.Worker.Send(new FrameHeader(8), default);
        });

        (FrameHeader Header, byte[] Body)? first = await Task.Run(() => PipePair.ReadFrame(pair.Parent)).WaitAsync(s_deadline);
        (FrameHeader Header, byte[] Body)? second = await Task.Run(() => PipePair.ReadFrame(pair.Parent)).WaitAsync(s_deadline);
        await sending.WaitAsync(s_deadline);

        Assert.Equal(header, first!.Value.Header);
        Assert.Equal(body, first.Value.Body);
        Assert.Equal(8, second!.Value.Header.Kind);
        Assert.Empty(second.Value.Body);
    }

    [Fact]
    public async Task TryRead_FrameInSingleBytes_ArrivesWhole()
    {
        using var pair = new PipePair();
        byte[] frame = new byte[FrameHeader.Size + 3];
        new FrameHeader(5, Call: 9).Write(frame, 3);
        frame[^1] = 77;
        Task<(FrameHeader Header, byte[] Body)?> reading = Task.Run(() => PipePair.ReadFrame(pair.Parent));
        foreach (byte value in frame)
        {
            pair.WorkerOutput.WriteByte(value);
            pair.WorkerOutput.Flush();
        }

        (FrameHeader Header, byte[] Body) read = (await reading.WaitAsync(s_deadline))!.Value;
        Assert.Equal(9, read.Header.Call);
        Assert.Equal([0, 0, 77], read.Body);
    }

    [Theory]
    [InlineData(-1L)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public async Task TryRead_HostileLength_IsRefusedWithoutAllocating(long length)
    {
        using var pair = new PipePair();
        byte[] frame = new byte[FrameHeader.Size];
        new FrameHeader(5).Write(frame, length);
        pair.WorkerOutput.Write(frame);
        await Assert.ThrowsAsync<InvalidDataException>(() => Task.Run(() => PipePair.ReadFrame(pair.Parent)).WaitAsync(s_deadline));
    }

    [Fact]
    public async Task TryRead_AnnouncedGigabyteThatNeverComes_AllocatesNothingForIt()
    {
        using var pair = new PipePair();
        byte[] frame = new byte[FrameHeader.Size];
        new FrameHeader(5).Write(frame, 1L << 30);
        pair.WorkerOutput.Write(frame);
        pair.WorkerOutput.Dispose();
        long allocated = await Task.Run(() =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Null(PipePair.ReadFrame(pair.Parent));
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }).WaitAsync(s_deadline);
        Assert.InRange(allocated, 0, 1_000_000);
    }

    [Fact]
    public async Task Wait_PeerClosesMidFrame_ReportsTheEnd()
    {
        using var pair = new PipePair();
        byte[] frame = new byte[FrameHeader.Size];
        new FrameHeader(5).Write(frame, 10);
        pair.WorkerOutput.Write(frame);
        pair.WorkerOutput.Dispose();
        Assert.Null(await Task.Run(() => PipePair.ReadFrame(pair.Parent)).WaitAsync(s_deadline));
    }

    [Fact]
    public async Task Wait_PeerDeadButPipeHeldOpen_HandsOutEverythingThenEnds()
    {
        using var pair = new PipePair();
        pair.Worker.Send(new FrameHeader(1), default);
        pair.Worker.Send(new FrameHeader(2), default);
        pair.Parent.NotifyPeerDead();

        Assert.Equal(1, (await Task.Run(() => PipePair.ReadFrame(pair.Parent)).WaitAsync(s_deadline))!.Value.Header.Kind);
        Assert.Equal(2, (await Task.Run(() => PipePair.ReadFrame(pair.Parent)).WaitAsync(s_deadline))!.Value.Header.Kind);
        Assert.Null(await Task.Run(() => PipePair.ReadFrame(pair.Parent)).WaitAsync(s_deadline));
    }

    [Fact]
    public async Task Wait_NotifiedWhileBlocked_Ends()
    {
        using var pair = new PipePair();
        Task<(FrameHeader Header, byte[] Body)?> reading = Task.Run(() => PipePair.ReadFrame(pair.Parent));
        pair.Parent.NotifyPeerDead();
        Assert.Null(await reading.WaitAsync(s_deadline));
    }

    [Fact]
    public void Send_PeerGone_ThrowsIOException()
    {
        using var pair = new PipePair();
        pair.WorkerInput.Dispose();
        pair.WorkerOutput.Dispose();
        Assert.Throws<IOException>(() => pair.Parent.Send(new FrameHeader(1), new byte[100_000]));
    }

    [Fact]
    public void ReadLease_Taken_IsRefusedUntilReleased()
    {
        // The lease belongs to a thread: this one must not change in the middle.
        using var pair = new PipePair();
        Assert.True(pair.Parent.TryEnterReading());
        Assert.False(pair.Parent.TryEnterReading());
        Assert.False(TryTakeElsewhere());
        pair.Parent.ExitReading();
        Assert.True(TryTakeElsewhere());

        bool TryTakeElsewhere()
        {
            bool taken = false;
            var thread = new Thread(() =>
            {
                taken = pair.Parent.TryEnterReading();
                if (taken)
                {
                    pair.Parent.ExitReading();
                }
            });
            thread.Start();
            Assert.True(thread.Join(RingPair.Deadline));
            return taken;
        }
    }
}
