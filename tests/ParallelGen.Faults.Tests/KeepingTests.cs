using System.Runtime.CompilerServices;

namespace ParallelGen.FaultTests;

/// <summary>What is over lets go: the thread that first called, and what was sent and returned.</summary>
public sealed partial class KeepingTests : FaultTest
{
    private static WeakReference? s_argument;
    private static WeakReference? s_result;

    private protected override void Configure(ProcessPoolOptions options) => options.Workers = 1;

    /// <summary>Remembers its argument and its result, and keeps neither.</summary>
    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static Link TurnCore(Link link)
    {
        var result = new Link { Next = link.Next };
        (s_argument, s_result) = (new WeakReference(link), new WeakReference(result));
        return result;
    }

    /// <summary>Whether this process still has what the call before had.</summary>
    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static bool IsKeptCore()
    {
        GC.Collect();
        return s_argument!.IsAlive || s_result!.IsAlive;
    }

    /// <summary>Some systems tell a child that its parent is gone when only the thread is that started it.</summary>
    [Fact]
    public async Task L11_ThreadThatFirstUsedThePoolEnds_WorkersDoNot()
    {
        int worker = 0;
        string kernelThread = "";
        var first = new Thread(() =>
        {
            kernelThread = Path.Combine("/proc", new FileInfo("/proc/thread-self").LinkTarget!);
            worker = Faults.ProcessIdAsync().InTime().GetAwaiter().GetResult();
        });
        first.Start();
        await Task.Run(first.Join).InTime();
        await Deadline.UntilAsync(() => !Directory.Exists(kernelThread), "the thread is gone for the kernel, too");
        Assert.True(ProcessTable.IsAlive(worker));
        Assert.Equal(worker, await Faults.ProcessIdAsync().InTime());
        Assert.Equal(0, ProcessPool.Get(Faults.Pool).GetSnapshot().Crashed);
    }

    [Fact]
    public async Task L15_CallIsOver_NeitherProcessKeepsArgumentOrResult()
    {
        (WeakReference argument, WeakReference result) = await CallAsync();
        await Deadline.UntilAsync(
            () =>
            {
                GC.Collect();
                return !argument.IsAlive && !result.IsAlive;
            },
            () => $"here nothing is kept (argument: {argument.IsAlive}, result: {result.IsAlive})");
        using var limit = new CancellationTokenSource(Deadline.Limit);
        while (await IsKeptAsync().InTime())
        {
            Assert.False(limit.IsCancellationRequested, "The worker keeps what the call had.");
        }
    }

    [Fact]
    public async Task L15_BatchIsOver_NothingOfItIsKeptHere()
    {
        List<WeakReference> all = await BatchAsync();
        await Deadline.UntilAsync(
            () =>
            {
                GC.Collect();
                return !all.Exists(static one => one.IsAlive);
            },
            () => $"{all.Count(static one => one.IsAlive)} of {all.Count} arguments and results are gone");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<(WeakReference, WeakReference)> CallAsync()
    {
        var argument = new Link { Next = new Link() };
        Link result = await TurnAsync(argument).InTime();
        Assert.NotNull(result.Next);
        return (new WeakReference(argument), new WeakReference(result));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<List<WeakReference>> BatchAsync()
    {
        Link[] arguments = [.. Enumerable.Range(0, 50).Select(static _ => new Link())];
        Link[] results = await TurnAll(arguments).ToArrayAsync().InTime();
        return [.. arguments.Concat(results).Select(static link => new WeakReference(link))];
    }
}
