namespace ParallelGen.FaultTests;

/// <summary>A test with a pool of its own, two workers unless it says otherwise, after which nothing may be left: no process, no file, no descriptor.</summary>
public abstract class FaultTest : IAsyncLifetime
{
    /// <summary>Runtime and test host open some now and then (the thread pool's, the timers').</summary>
    private const int Tolerance = 12;

    private static bool s_isWarm;

    private int _descriptors;

    /// <summary>Changes the options of the pool that this test uses.</summary>
    private protected virtual void Configure(ProcessPoolOptions options) { }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (!s_isWarm)
        {
            // What is opened once for a whole process is open from here on.
            await Faults.EchoAsync(0).InTime();
            await EndAsync();
            s_isWarm = true;
        }

        ProcessPool.Configure(Faults.Pool, options =>
        {
            options.Workers = 2;
            // Who listens has all the time in the world to say so, however busy the machine is.
            options.KillGraceMilliseconds = 20_000;
            Configure(options);
        });
        _descriptors = Descriptors();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await EndAsync();
        await Deadline.UntilAsync(() => !Children.OfThisProcess().Any(), "every process that the test started is gone");
        Assert.Empty(Leftovers());
        await Deadline.UntilAsync(
            () => DescriptorsInUse() <= _descriptors + Tolerance,
            () => $"no more than {_descriptors + Tolerance} descriptors are open: {string.Join(", ", DescriptorTable.Of("self").Order())}");
    }

    /// <summary>Without those that go with a finalizer, such as a process's streams that nobody has touched.</summary>
    private static int DescriptorsInUse()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Descriptors();
    }

    private static async Task EndAsync()
    {
        await ProcessPool.Get(Faults.Pool).ShutdownAsync(cancelPending: true).InTime();
        ProcessPool.Reset(Faults.Pool);
    }

    /// <summary>Without assemblies, which stay open once they are loaded.</summary>
    private static int Descriptors() => DescriptorTable.Of("self").Count(static target => !target.EndsWith(".dll", StringComparison.Ordinal));

    /// <summary>Files that the library made, in this run.</summary>
    private protected static IEnumerable<string> Leftovers() => Directory.EnumerateFiles(Path.GetTempPath(), "parallelgen-*");
}
