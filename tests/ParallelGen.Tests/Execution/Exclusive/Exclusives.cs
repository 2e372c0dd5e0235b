using ParallelGen.CompilerServices;
using ParallelGen.Execution;
using ParallelGen.Execution.Exclusive;
using ParallelGen.Execution.Inline;

namespace ParallelGen.Tests.Execution.Exclusive;

/// <summary>Calls as generated code makes them, and a look at the keys.</summary>
internal static class Exclusives
{
    public static Task<int> RunAsync<TMethod>(Job job, Model model = Model.ThreadPool, CancellationToken cancel = default)
        where TMethod : IMethod => model switch
        {
            Model.Thread => ThreadCalls.RunAsync<KeyedCall<TMethod>, Job, int>(job, cancel),
            Model.EventLoop => EventLoopCalls.RunAsync<KeyedCall<TMethod>, Job, int>(job, cancel),
            _ => ThreadPoolCalls.RunAsync<KeyedCall<TMethod>, Job, int>(job, cancel),
        };

    public static Batch<int> All<TMethod>(IEnumerable<Job> jobs, Model model = Model.ThreadPool)
        where TMethod : IMethod => model switch
        {
            Model.Thread => ThreadCalls.Batch<KeyedCall<TMethod>, Job, int>(BatchInputs.From(jobs)),
            Model.EventLoop => EventLoopCalls.Batch<KeyedCall<TMethod>, Job, int>(BatchInputs.From(jobs)),
            _ => ThreadPoolCalls.Batch<KeyedCall<TMethod>, Job, int>(BatchInputs.From(jobs)),
        };

    /// <summary>The exclusive lane of a method before a lane of the test.</summary>
    public static Lane<Job, int> Before<TMethod>(Lane<Job, int> inner)
        where TMethod : IMethod => new ExclusiveLane<KeyedCall<TMethod>, Job, int>(inner);

    public static Lane<Job, int> Inline<TMethod>()
        where TMethod : IMethod => Before<TMethod>(InlineLane<KeyedCall<TMethod>, Job, int>.Instance);

    public static (int Calls, int Keys) Count<TMethod>()
        where TMethod : IMethod => ExclusiveLane<KeyedCall<TMethod>, Job, int>.Space.Count;

    /// <summary>Waits until this many calls hold or wait for keys.</summary>
    public static void UntilCalls<TMethod>(int calls)
        where TMethod : IMethod =>
        Assert.True(SpinWait.SpinUntil(() => Count<TMethod>().Calls == calls, TimeSpan.FromSeconds(30)), $"{Count<TMethod>()} are there, not {calls} calls");

    /// <summary>A lane frees a key when it has told the outcome, so a moment later at times.</summary>
    public static void UntilEmpty<TMethod>()
        where TMethod : IMethod =>
        Assert.True(SpinWait.SpinUntil(() => Count<TMethod>() == (0, 0), TimeSpan.FromSeconds(30)), $"{Count<TMethod>()} are left");

    public static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
