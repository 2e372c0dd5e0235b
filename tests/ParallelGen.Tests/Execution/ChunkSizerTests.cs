using ParallelGen.Execution;

namespace ParallelGen.Tests.Execution;

/// <summary>How many items travel together, where nobody says so.</summary>
public sealed class ChunkSizerTests
{
    private static readonly TimeSpan s_microsecond = TimeSpan.FromMicroseconds(1);

    [Fact]
    public void Size_BeforeAnythingIsKnown_IsOne() => Assert.Equal(1, new ChunkSizer().Size);

    [Fact]
    public void Report_ShortItems_GrowsFourfoldToAMillisecond()
    {
        var sizer = new ChunkSizer();
        var sizes = new List<int>();
        for (int i = 0; i < 8; i++)
        {
            sizer.Report(sizer.Size, sizer.Size * 8, sizer.Size * s_microsecond);
            sizes.Add(sizer.Size);
        }

        Assert.Equal([4, 16, 64, 256, 1000, 1000, 1000, 1000], sizes);
    }

    [Fact]
    public void Report_ItemsThatTakeNothing_StopsAtTheMost()
    {
        ChunkSizer sizer = Grown(TimeSpan.Zero, bytesPerItem: 1);
        Assert.Equal(ChunkSizer.Most, sizer.Size);
    }

    [Fact]
    public void Report_LargeItems_StopsAtWhatAChannelPassesOn()
    {
        ChunkSizer sizer = Grown(TimeSpan.FromTicks(1), bytesPerItem: 4096);
        Assert.Equal(30, sizer.Size);
    }

    [Fact]
    public void Report_ItemsBecomeLong_ShrinksToOne()
    {
        ChunkSizer sizer = Grown(s_microsecond, bytesPerItem: 8);
        int reports = 0;
        while (sizer.Size > 1)
        {
            sizer.Report(sizer.Size, sizer.Size * 8, sizer.Size * TimeSpan.FromMilliseconds(10));
            Assert.InRange(++reports, 1, 20);
        }
    }

    [Fact]
    public void Report_OneBlockHadToWait_IsHalfBelieved()
    {
        ChunkSizer sizer = Grown(s_microsecond, bytesPerItem: 8);
        sizer.Report(1000, 8000, TimeSpan.FromMilliseconds(50));
        Assert.Equal(500, sizer.Size);
        sizer.Report(500, 4000, 500 * s_microsecond);
        Assert.Equal(1000, sizer.Size);
    }

    [Fact]
    public void MostForNext_NearTheEndOrWithABuffer_LeavesSomethingForEveryWorker()
    {
        var limits = new RunLimits(Degree: 2, ChunkSize: 1, Window: 16, LowWater: 8, Timeout.InfiniteTimeSpan);
        Assert.Equal((25, 1, 1), (limits.MostForNext(100), limits.MostForNext(3), limits.MostForNext(0)));
        Assert.Equal(int.MaxValue, limits.MostForNext(null));
        Assert.Equal(4, (limits with { Buffer = 16 }).MostForNext(null));
    }

    private static ChunkSizer Grown(TimeSpan perItem, long bytesPerItem)
    {
        var sizer = new ChunkSizer();
        for (int i = 0; i < 12; i++)
        {
            sizer.Report(sizer.Size, sizer.Size * bytesPerItem, sizer.Size * perItem);
        }

        return sizer;
    }
}
