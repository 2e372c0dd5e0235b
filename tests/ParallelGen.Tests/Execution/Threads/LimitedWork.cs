using ParallelGen.CompilerServices;
using ParallelGen.Execution;
using ParallelGen.Execution.Threads;

namespace ParallelGen.Tests.Execution.Threads;

/// <summary>Like <see cref="LocalWork"/>, with a time limit on its attribute.</summary>
internal readonly struct LimitedWork : ICall<Func<CancellationToken, ValueTask<int>>, int>
{
    public static CallInfo Info { get; } = new(typeof(LimitedWork), 21, "Test.LimitedWork") { TimeoutMilliseconds = 1000 };

    public static ValueTask<int> Invoke(Func<CancellationToken, ValueTask<int>> input, CancellationToken cancel) => input(cancel);

    public static Task<int> RunAsync(Model model, Func<CancellationToken, ValueTask<int>> work)
    {
        Lane<Func<CancellationToken, ValueTask<int>>, int> lane = model == Model.Thread
            ? ThreadLane<LimitedWork, Func<CancellationToken, ValueTask<int>>, int>.Instance
            : ThreadPoolLane<LimitedWork, Func<CancellationToken, ValueTask<int>>, int>.Instance;
        return lane.RunAsync(work, default);
    }
}
