using ParallelGen.CompilerServices;
using ParallelGen.Execution;
using ParallelGen.Execution.Threads;

namespace ParallelGen.Tests.Execution.Threads;

/// <summary>A call whose input is what it does, as the generator would describe an asynchronous method.</summary>
internal readonly struct LocalWork : ICall<Func<CancellationToken, ValueTask<int>>, int>
{
    public static CallInfo Info { get; } = new(typeof(LocalWork), 20, "Test.LocalWork");

    public static ValueTask<int> Invoke(Func<CancellationToken, ValueTask<int>> input, CancellationToken cancel) => input(cancel);

    public static Lane<Func<CancellationToken, ValueTask<int>>, int> Lane(Model model) => model switch
    {
        Model.Thread => ThreadLane<LocalWork, Func<CancellationToken, ValueTask<int>>, int>.Instance,
        Model.ThreadPool => ThreadPoolLane<LocalWork, Func<CancellationToken, ValueTask<int>>, int>.Instance,
        _ => throw new ArgumentOutOfRangeException(nameof(model)),
    };

    public static Task<int> RunAsync(Model model, Func<CancellationToken, ValueTask<int>> work, CancellationToken cancel = default) =>
        Lane(model).RunAsync(work, cancel);

    public static Block<Func<CancellationToken, ValueTask<int>>> Block(
        long index, IBlockEnd end, params Func<CancellationToken, ValueTask<int>>[] work) => new(index, work, end);

    /// <summary>A batch of <paramref name="count"/> calls that know their index.</summary>
    public static Batch<int> Batch(Model model, int count, Func<int, CancellationToken, ValueTask<int>> work) =>
        Batches.Of(Enumerable.Range(0, count).Select(i => (Func<CancellationToken, ValueTask<int>>)(cancel => work(i, cancel))), Lane(model));
}
