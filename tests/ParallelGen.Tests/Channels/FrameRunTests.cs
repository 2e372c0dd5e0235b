using System.Text;
using ParallelGen.Channels;

namespace ParallelGen.Tests.Channels;

/// <summary>Frames that say no more than "the next": what they take, and how they are taken many at once.</summary>
public sealed class FrameRunTests
{
    [Fact]
    public void Send_FramesOfTheNextItem_TakeFourBytesOfHeader()
    {
        using var pair = new RingPair();
        for (int item = 0; item < 1000; item++)
        {
            pair.Worker.SendQuietly(new FrameHeader(3, 1, item, 9), "abcde"u8);
        }

        Assert.Equal(FrameHeader.Size + (999 * FrameHeader.NextSize) + 5000, pair.RepliesWritten);
    }

    [Theory]
    [InlineData(3, 2, 12, 9)]
    [InlineData(3, 1, 12, 8)]
    [InlineData(4, 1, 12, 9)]
    [InlineData(3, 1, 13, 9)]
    [InlineData(3, 1, 11, 9)]
    public async Task Send_FrameThatDiffersInMoreThanTheItem_ArrivesAsItIs(ushort kind, ushort flags, int item, long call)
    {
        using var pair = new RingPair();
        FrameHeader[] headers = [new(3, 1, 11, 9), new(kind, flags, item, call), new(kind, flags, item + 1, call), new(kind, flags, int.MaxValue, call), new(kind, flags, int.MinValue, call)];
        foreach (FrameHeader header in headers)
        {
            pair.Worker.Send(header, "x"u8);
        }

        foreach (FrameHeader header in headers)
        {
            Assert.Equal(header, (await pair.ReadAsync(pair.Parent))!.Value.Header);
        }
    }

    [Fact]
    public void TakeRun_OfManyFrames_GivesThoseThatFollow()
    {
        using var pair = new RingPair();
        Send(pair, call: 1, items: 5);
        Send(pair, call: 2, items: 3);
        pair.Parent.EnterReading();
        Assert.True(pair.Parent.TryRead(out FrameHeader first, out _));
        Assert.Equal((1, 0), (first.Call, first.Item));
        Assert.Equal(["1.1", "1.2"], Bodies(pair.Parent.TakeRun(2)));
        Assert.Equal(["1.3", "1.4"], Bodies(pair.Parent.TakeRun(int.MaxValue)));
        Assert.Equal([], Bodies(pair.Parent.TakeRun(int.MaxValue)));

        // The header of a frame behind a run is told by what the run was of.
        Assert.True(pair.Parent.TryRead(out FrameHeader other, out _));
        Assert.Equal((2, 0), (other.Call, other.Item));
        Assert.Equal(["2.1"], Bodies(pair.Parent.TakeRun(1)));
        Assert.True(pair.Parent.TryRead(out FrameHeader last, out ReadOnlySpan<byte> body));
        Assert.Equal((2, 2, "2.2"), (last.Call, last.Item, Encoding.ASCII.GetString(body)));
        Assert.False(pair.Parent.TryRead(out _, out _));
        pair.Parent.ExitReading();
    }

    [Fact]
    public void TakeRun_FrameThatHasNotArrivedWhole_StaysUntilItHas()
    {
        using var buffer = new FrameBuffer();
        byte[] bytes = new byte[FrameHeader.Size + (2 * (FrameHeader.NextSize + 3))];
        new FrameHeader(3, 1, 0, 9).Write(bytes, 0);
        FrameHeader.WriteNext(bytes.AsSpan(FrameHeader.Size), 3);
        FrameHeader.WriteNext(bytes.AsSpan(FrameHeader.Size + FrameHeader.NextSize + 3), 3);
        for (int arrived = FrameHeader.Size; arrived <= bytes.Length; arrived++)
        {
            Put(buffer, bytes.AsSpan(arrived == FrameHeader.Size ? 0 : arrived - 1, arrived == FrameHeader.Size ? arrived : 1));
            if (arrived == FrameHeader.Size)
            {
                Assert.True(buffer.TryTake(out _, out _));
            }

            int whole = buffer.TakeRun(int.MaxValue).Count;
            Assert.Equal((arrived - FrameHeader.Size) % (FrameHeader.NextSize + 3) == 0 && arrived > FrameHeader.Size ? 1 : 0, whole);
        }
    }

    private static void Put(FrameBuffer buffer, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(buffer.MakeRoom());
        buffer.Add(bytes.Length);
    }

    private static void Send(RingPair pair, long call, int items)
    {
        for (int item = 0; item < items; item++)
        {
            pair.Worker.SendQuietly(new FrameHeader(3, 1, item, call), Encoding.ASCII.GetBytes($"{call}.{item}"));
        }
    }

    private static string[] Bodies(FrameRun run)
    {
        var bodies = new List<string>();
        while (run.Count > 0)
        {
            bodies.Add(Encoding.ASCII.GetString(run.Body));
            run.Advance();
        }

        return [.. bodies];
    }
}
