using ParallelGen.CompilerServices;

namespace ParallelGen.Tests.Execution.Threads;

/// <summary>A call whose input is what it does, as the generator would describe an asynchronous method of the event loop.</summary>
internal readonly struct LoopWork : ICall<Func<CancellationToken, ValueTask<int>>, int>
{
    public static CallInfo Info { get; } = new(typeof(LoopWork), 21, "Test.LoopWork");

    public static ValueTask<int> Invoke(Func<CancellationToken, ValueTask<int>> input, CancellationToken cancel) => input(cancel);

    public static Task<int> RunAsync(Func<Task<int>> work, CancellationToken cancel = default) =>
        EventLoopCalls.RunAsync<LoopWork, Func<CancellationToken, ValueTask<int>>, int>(_ => new(work()), cancel);

    public static Batch<int> Batch(int count, Func<int, CancellationToken, Task<int>> work) =>
        EventLoopCalls.Batch<LoopWork, Func<CancellationToken, ValueTask<int>>, int>(BatchInputs.From(
            Enumerable.Range(0, count).Select(i => (Func<CancellationToken, ValueTask<int>>)(cancel => new(work(i, cancel))))));
}
