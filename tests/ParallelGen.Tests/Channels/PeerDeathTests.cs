using System.Globalization;
using ParallelGen.ChannelPeer;
using ParallelGen.Channels;

namespace ParallelGen.Tests.Channels;

/// <summary>
/// A real process that writes into a ring and is killed, by itself at a step or by another at any moment. PARALLELGEN_KILLS sets how
/// many of each kind; <c>PARALLELGEN_KILLS=1000 dotnet run --project tests/ParallelGen.Tests -- -class '*PeerDeathTests'</c> are thousands.
/// </summary>
public sealed class PeerDeathTests
{
    private const int Killed = 128 + 9;

    private static readonly int s_kills =
        int.TryParse(Environment.GetEnvironmentVariable("PARALLELGEN_KILLS"), CultureInfo.InvariantCulture, out int count) ? count : 60;

    public static TheoryData<PublishStep> Steps => [.. Enum.GetValues<PublishStep>()];

    /// <summary>The step is known, so the outcome is: not one frame more or less.</summary>
    [Theory]
    [MemberData(nameof(Steps))]
    public Task C06_KilledAtAStep_ExactlyThePublishedFramesArrive(PublishStep step) => InPairs(async seed =>
    {
        var random = new Random(seed);
        int longest = random.Next(40, 6000);
        long frames = random.Next(400);
        using PeerProcess peer = await PeerProcess.StartAsync(
            "step", 1 << random.Next(10, 17), $"{step}", $"{frames}", $"{longest}", $"{random.Next(2) == 0}");
        long seen = await peer.Start(() => peer.ReadToTheEnd(longest));
        Assert.Equal(step >= PublishStep.BeforeBell ? frames + 1 : frames, seen);
        Assert.Equal(frames, peer.Acknowledged);
        await AssertOver(peer);
    });

    [Fact]
    public Task C06_KilledAtAnyMoment_EverythingAcknowledgedArrivesOnceAndWhole() => InPairs(async seed =>
    {
        var random = new Random(seed);
        int longest = random.Next(40, 20_000);
        using PeerProcess peer = await PeerProcess.StartAsync("send", 1 << random.Next(10, 17), $"{longest}", $"{seed}");
        Task<long> reading = peer.Start(() => peer.ReadToTheEnd(longest));
        long enough = random.Next(2000);
        while (peer.Acknowledged < enough && !reading.IsCompleted)
        {
            await Task.Delay(1);
        }

        Thread.SpinWait(random.Next(20_000));
        peer.Kill();
        long seen = await reading;
        // The last may have been published, and its sender killed before it could say so.
        Assert.InRange(seen, peer.Acknowledged, peer.Acknowledged + 1);
        await AssertOver(peer);
    });

    [Fact]
    public Task C05_ScribblesOverAllSharedMemoryAndDies_SurvivorLives() => InPairs(async seed =>
    {
        var random = new Random(seed);
        using PeerProcess peer = await PeerProcess.StartAsync("scribble", 1 << random.Next(12, 17), $"{random.Next(200)}", "100", $"{seed}");
        long before = GC.GetTotalAllocatedBytes();
        try
        {
            await peer.Start(() => peer.ReadToTheEnd(100));
        }
        catch (InvalidDataException)
        {
            // Most often, it is seen that the memory is damaged.
        }
        catch (FormatException)
        {
            // What came is a frame, and not the right one: that is for the layer above to find out.
        }

        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 1L << 30);
        await AssertOver(peer);
    });

    private static async Task AssertOver(PeerProcess peer)
    {
        Assert.Equal(Killed, await peer.Start(peer.WaitForExit));
        await peer.Start(() =>
        {
            // Until somebody has heard of the end, what is sent goes into the void.
            while (peer.Channel.WaitForBell())
            {
            }

            Assert.Throws<IOException>(() => peer.Channel.Send(new FrameHeader(1), default));
            return true;
        });
    }

    /// <summary>Two at a time: starting a process is work for a processor.</summary>
    private static async Task InPairs(Func<int, Task> round)
    {
        for (int seed = 0; seed < s_kills; seed += 2)
        {
            await Task.WhenAll(Task.Run(() => round(seed)), Task.Run(() => round(seed + 1)));
        }
    }
}
