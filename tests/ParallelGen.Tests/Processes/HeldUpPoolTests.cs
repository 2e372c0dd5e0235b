using ParallelGen.Tests.Channels;

namespace ParallelGen.Tests.Processes;

/// <summary>
/// The dispatcher with its threads held up between each two steps: submitting, helping, reading, looking, recalling, withdrawing, deadlines, deaths and
/// retirements come in every order. A million: <c>PARALLELGEN_HANDOVERS=10000000 dotnet run --project tests/ParallelGen.Tests -- -class '*HeldUpPool*'</c>.
/// </summary>
public sealed class HeldUpPoolTests
{
    [Theory]
    [InlineData(1, 1, 0, 0, 0)]
    [InlineData(2, 2, 0, 0, 0)]
    [InlineData(3, 3, 0, 1, 0)]
    [InlineData(4, 2, 25, 1, 1)]
    public Task Pool_ThreadsAreHeldUpAtEveryStep_NothingIsLostOrToldTwice(int seed, int workers, int maxTasks, int idle, int spares)
    {
        var pool = new HeldUpPool(
            seed, new ProcessPoolOptions { Workers = workers, MaxTasksPerWorker = maxTasks, IdleTimeoutMilliseconds = idle, Spares = spares });
        return Ends.RunAsync(pool.ToString, () => pool.Run(HoldUps.Handovers / 40));
    }
}
