namespace ParallelGen.Tests.Channels;

/// <summary>Threads that hand over to one another until all are done.</summary>
internal static class Ends
{
    /// <summary>Both ends on threads of their own; fails with their state once they have stopped moving.</summary>
    public static async Task RunAsync(Func<string> state, params Action[] ends)
    {
        Task all = Task.WhenAll(ends.Select(end => Task.Factory.StartNew(end, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        string before = "";
        for (int still = 0; await Task.WhenAny(all, Task.Delay(1000)) != all;)
        {
            string now = state();
            still = now == before ? still + 1 : 0;
            before = now;
            Assert.True(still < RingPair.Deadline.TotalSeconds, $"Stalled: {now}");
        }

        await all;
    }
}
