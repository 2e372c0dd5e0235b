using ParallelGen.Channels;

namespace ParallelGen.Tests.Channels;

public sealed class PeerDeathWatchTests
{
    /// <summary>The first to use an end meets the one who closes it: a moment that a pipe stream of the BCL does not survive.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nudge_MeetsNotifyOrDispose_BothReturn(bool disposes)
    {
        (FileStream reading, FileStream writing) = PipeEnd.CreatePair();
        using (reading)
        using (writing)
        {
            for (int i = 0; i < 2000; i++)
            {
                using var watch = new PeerDeathWatch(reading.SafeFileHandle);
                using var both = new Barrier(2);
                Task nudging = OnThread(both, watch.Nudge);
                Task ending = OnThread(both, disposes ? watch.Dispose : watch.Notify);
                await Task.WhenAll(nudging, ending).WaitAsync(RingPair.Deadline);
            }
        }
    }

    private static Task OnThread(Barrier both, Action action) => Task.Run(() =>
    {
        both.SignalAndWait();
        action();
    });
}
