using ParallelGen;

namespace FiveModels;

/// <summary>A thread for each call.</summary>
internal sealed partial class OnThread : IJob
{
    [RunOn(Model.Thread)]
    public static Task<Slice> CountCore(int from, int to, CancellationToken cancel) => Primes.CountAsync(from, to, cancel);
}

/// <summary>The thread pool.</summary>
internal sealed partial class OnThreadPool : IJob
{
    [RunOn(Model.ThreadPool)]
    public static Task<Slice> CountCore(int from, int to, CancellationToken cancel) => Primes.CountAsync(from, to, cancel);
}

/// <summary>One thread for all calls: they take turns where they await.</summary>
internal sealed partial class OnEventLoop : IJob
{
    [RunOn(Model.EventLoop)]
    public static Task<Slice> CountCore(int from, int to, CancellationToken cancel) => Primes.CountAsync(from, to, cancel);
}

/// <summary>A fresh process for each call.</summary>
internal sealed partial class InProcess : IJob
{
    [RunOn(Model.Process)]
    public static Task<Slice> CountCore(int from, int to, CancellationToken cancel) => Primes.CountAsync(from, to, cancel);
}

/// <summary>Worker processes that live on.</summary>
internal sealed partial class OnProcessPool : IJob
{
    [RunOn(Model.ProcessPool)]
    public static Task<Slice> CountCore(int from, int to, CancellationToken cancel) => Primes.CountAsync(from, to, cancel);
}
