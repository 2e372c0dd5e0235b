using ParallelGen.Channels;
using ParallelGen.Execution;
using ParallelGen.Processes;
using ParallelGen.Processes.Pool;
using ParallelGen.Processes.Protocol;
using ParallelGen.Wire;

namespace ParallelGen.Tests.Processes;

/// <summary>Results that come many at once mean what each of them means alone.</summary>
public sealed class CompleteRunTests
{
    private const int Items = 30;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    public void CompleteRun_AllSucceeded_PutsThemIntoTheirPlaces(int first)
    {
        using var work = new Work();
        Assert.Equal(Items - first, work.Complete(first, Enumerable.Range(first, Items - first).Select(Succeeded)));
        Assert.Equal(Enumerable.Range(0, Items).Select(item => item < first ? 0 : item * 10), work.Sink.Places);
        Assert.Empty(work.Sink.Told);
        Assert.All(Enumerable.Range(first, Items - first), item => Assert.False(work.Block.TryDecide(item)));
        Assert.All(Enumerable.Range(0, first), item => Assert.True(work.Block.TryDecide(item)));
    }

    [Fact]
    public void CompleteRun_OneFailedOneMalformedOneDecidedBefore_OnlyTheseDiffer()
    {
        using var work = new Work();
        work.Block.TryDecide(20);
        byte[][] results = [.. Enumerable.Range(0, Items).Select(Succeeded)];
        results[3] = Failed("third");
        results[11] = [(byte)ItemStatus.Succeeded, 1, 2];
        Assert.Equal(Items - 3, work.Complete(0, results));
        Assert.Equal([3, 11], work.Sink.Told.Keys.Order());
        Assert.Equal("third", work.Sink.Told[3].Error!.Message);
        Assert.IsType<WireFormatException>(work.Sink.Told[11].Error);
        Assert.All(Enumerable.Range(0, Items).Except([3, 11, 20]), item => Assert.Equal(item * 10, work.Sink.Places[item]));
    }

    [Fact]
    public void CompleteRun_SinkThatWantsEachAlone_IsToldEach()
    {
        using var work = new Work(places: 0);
        Assert.Equal(0, work.Complete(0, Enumerable.Range(0, Items).Select(Succeeded)));
        Assert.Equal(Enumerable.Range(0, Items), work.Sink.Told.Keys.Order());
        Assert.All(work.Sink.Told, told => Assert.Equal(told.Key * 10, told.Value.Value));
    }

    [Fact]
    public void CompleteRun_PlacesInSeveralPieces_FillsAll()
    {
        using var work = new Work(places: 4);
        Assert.Equal(Items, work.Complete(0, Enumerable.Range(0, Items).Select(Succeeded)));
        Assert.Equal(Enumerable.Range(0, Items).Select(item => item * 10), work.Sink.Places);
    }

    [Theory]
    [InlineData()]
    [InlineData((byte)ItemStatus.Refused)]
    [InlineData((byte)99)]
    public void CompleteRun_WhatIsNoResult_IsABrokenWorker(params byte[] body)
    {
        using var work = new Work();
        byte[][] results = [.. Enumerable.Range(0, Items).Select(Succeeded)];
        results[5] = body;
        Assert.Throws<InvalidDataException>(() => work.Complete(0, results));

        // Those before it count, and those from it on are as if they had not come.
        Assert.Equal((5, Items - 5), (work.Free, work.Left));
        Assert.All(Enumerable.Range(5, Items - 5), item => Assert.True(work.Block.TryDecide(item)));
    }

    private static byte[] Succeeded(int item) => [(byte)ItemStatus.Succeeded, .. BitConverter.GetBytes(item * 10)];

    private static byte[] Failed(string message)
    {
        using var buffer = new WireBuffer();
        var writer = new WireWriter(buffer);
        writer.WriteByte((byte)ItemStatus.Faulted);
        ExceptionCodec.Write(ref writer, new InvalidOperationException(message));
        writer.Flush();
        return buffer.Written.ToArray();
    }

    /// <summary>A block with its sink and its pool, and results as they come through the channel.</summary>
    private sealed class Work : IDisposable
    {
        private readonly PoolScheduler _pool = ScriptedPool.Make(new ScriptedWorker.Launcher());
        private readonly FrameBuffer _buffer = new();

        public Work(int places = Items)
        {
            Sink = new PlacingSink(Items, places);
            Block = ScriptedPool.Block(_pool, Sink, Items);
        }

        public PlacingSink Sink { get; }

        public WorkBlock Block { get; }

        /// <summary>How many results were delivered and are to be counted, and how many were not taken.</summary>
        public int Free { get; private set; }

        public int Left { get; private set; }

        public int Complete(int first, IEnumerable<byte[]> results)
        {
            byte[] before = new byte[FrameHeader.Size];
            new FrameHeader((ushort)FrameKind.Result, (ushort)ResultMarks.NextBegun, first - 1, 1).Write(before, 0);
            Put(before);
            foreach (byte[] result in results)
            {
                byte[] header = new byte[FrameHeader.NextSize];
                FrameHeader.WriteNext(header, result.Length);
                Put([.. header, .. result]);
            }

            Assert.True(_buffer.TryTake(out _, out _));
            FrameRun run = _buffer.TakeRun(int.MaxValue);
            int free = 0;
            try
            {
                Block.CompleteRun(first, ref run, processId: 1, _pool.Counters, ref free);
            }
            finally
            {
                (Free, Left) = (free, run.Count);
            }

            return free;
        }

        public void Dispose()
        {
            Block.ReleasePayload();
            _buffer.Dispose();
        }

        private void Put(byte[] bytes)
        {
            bytes.CopyTo(_buffer.MakeRoom());
            _buffer.Add(bytes.Length);
        }
    }

    /// <summary>Gives places in rows of some length, and notes what is told one by one.</summary>
    private sealed class PlacingSink(int items, int row) : IItemSink<int>
    {
        public int[] Places { get; } = new int[items];

        public Dictionary<int, Outcome<int>> Told { get; } = [];

        public bool RecordsFreely => row > 0;

        public void Complete(long index, in Outcome<int> outcome) => Told.Add((int)index, outcome);

        public void RecordFreely(long index, in Outcome<int> outcome) => Places[index] = outcome.Value;

        public Span<int> FreePlaces(long index, int count) => Places.AsSpan((int)index, Math.Min(count, row));
    }
}
