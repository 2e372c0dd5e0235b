using ParallelGen.Channels;

namespace ParallelGen.Tests.Channels;

/// <summary>One thread has it cheaply, and yet nobody is in there with another.</summary>
public sealed class BiasedLockTests
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Enter_ManyThreads_OneAtATime(bool isOwned)
    {
        const int OwnersRounds = 20_000, OthersRounds = 1_000, Others = 2;
        var mutex = new BiasedLock();
        var start = new Barrier(Others + 1);
        long count = 0;
        Task owner = OnAThread(() =>
        {
            if (isOwned)
            {
                mutex.Own();
            }

            Add(OwnersRounds, asOwner: true);
        });
        await Task.WhenAll(Enumerable.Range(0, Others).Select(_ => OnAThread(() => Add(OthersRounds, asOwner: false))).Append(owner)).WaitAsync(s_deadline);
        Assert.Equal(OwnersRounds + (Others * OthersRounds), count);

        void Add(int rounds, bool asOwner)
        {
            start.SignalAndWait();
            for (int i = 0; i < rounds; i++)
            {
                if (asOwner && i % 2 == 0)
                {
                    mutex.EnterAsOwner();
                }
                else
                {
                    mutex.Enter();
                }

                long before = count;
                if (i % 16 == 0)
                {
                    // Whoever does not wait comes in now, and one of the two is lost.
                    Thread.Yield();
                }

                count = before + 1;
                mutex.Exit();
            }
        }
    }

    [Fact]
    public async Task Enter_WhileAnotherHasIt_Waits()
    {
        var mutex = new BiasedLock();
        using var ownerIn = new ManualResetEventSlim();
        using var letOwnerOut = new ManualResetEventSlim();
        using var otherIn = new ManualResetEventSlim();
        using var letOtherOut = new ManualResetEventSlim();
        bool ownerIsOut = false, otherIsOut = false;
        Task owner = OnAThread(() =>
        {
            mutex.Own();
            mutex.Enter();
            ownerIn.Set();
            letOwnerOut.Wait();
            ownerIsOut = true;
            mutex.Exit();
            otherIn.Wait();
            letOtherOut.Set();
            mutex.Enter();
            Assert.True(otherIsOut);
            mutex.Exit();
        });
        ownerIn.Wait();
        Task other = OnAThread(() =>
        {
            letOwnerOut.Set();
            mutex.Enter();
            Assert.True(ownerIsOut);
            otherIn.Set();
            letOtherOut.Wait();
            otherIsOut = true;
            mutex.Exit();
        });
        await Task.WhenAll(owner, other).WaitAsync(s_deadline);
    }

    private static Task OnAThread(Action action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
