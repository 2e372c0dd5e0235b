namespace ParallelGen.FaultTests;

/// <summary>Workers that die in a call: exactly that call fails, and says of what; the next ones run in a new worker.</summary>
public sealed partial class CrashTests : FaultTest
{
    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static int ExitCore(int code)
    {
        Environment.Exit(code);
        return code;
    }

    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static unsafe int DieCore(int number, int fatal, int signal)
    {
        if (number == fatal && signal == Faults.Segfault)
        {
            // A real one: the runtime takes a signal that was merely sent for something else.
            return *(int*)0x7000_0000_0000;
        }

        if (number == fatal)
        {
            Faults.Signal(Environment.ProcessId, signal);
            Thread.Sleep(Timeout.Infinite);
        }

        return number;
    }

    [RunOn(Model.Process, Pool = Faults.Pool)]
    internal static int ExitAfreshCore(int code) => ExitCore(code);

    [RunOn(Model.Process, Pool = Faults.Pool)]
    internal static int DieAfreshCore(int number, int fatal, int signal) => DieCore(number, fatal, signal);

    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static int OverflowCore(int depth) => depth < 0 ? 0 : 1 + OverflowCore(depth + 1);

    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static void FailFastCore(string message) => Environment.FailFast(message);

    /// <summary>Asks for memory until there is none.</summary>
    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static int GorgeCore(int megabytes)
    {
        var hoard = new List<byte[]>();
        for (int i = 0; i < megabytes; i++)
        {
            hoard.Add(new byte[1 << 20]);
        }

        return hoard.Count;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task E02_EnvironmentExit_ErrorCarriesTheCode(bool afresh)
    {
        WorkerCrashedException error = await Assert.ThrowsAsync<WorkerCrashedException>(() => (afresh ? ExitAfreshAsync(42) : ExitAsync(42)).InTime());
        Assert.Equal((42, null), (error.ExitCode, error.Signal));
        Assert.Equal(7, await Faults.EchoAsync(7).InTime());
    }

    [Theory]
    [InlineData(Faults.Segfault, false)]
    [InlineData(Faults.Kill, false)]
    [InlineData(Faults.Segfault, true)]
    [InlineData(Faults.Kill, true)]
    public async Task E03_NativeCrash_FailsOnlyThatCall(int signal, bool afresh)
    {
        IEnumerable<(int, int, int)> inputs = Enumerable.Range(0, 20).Select(number => (number, 5, signal));
        Outcome<int>[] outcomes = await (afresh ? DieAfreshAll(inputs) : DieAll(inputs)).OutcomesAsync().InTime();
        WorkerCrashedException error = Assert.IsType<WorkerCrashedException>(outcomes[5].Error);
        // What the runtime finds at an address near null would be an exception; elsewhere it ends the process by itself.
        Assert.Equal(signal == Faults.Segfault ? Faults.Abort : signal, error.Signal);
        Assert.Equal(19, outcomes.Count(static outcome => outcome.Succeeded));
        Assert.Equal(7, await Faults.EchoAsync(7).InTime());
    }

    [Fact]
    public async Task E03_StackOverflow_ErrorSaysSo()
    {
        WorkerCrashedException error = await Assert.ThrowsAsync<WorkerCrashedException>(() => OverflowAsync(0).InTime());
        Assert.Equal(Faults.Abort, error.Signal);
        Assert.StartsWith("Stack overflow.", error.StandardErrorTail, StringComparison.Ordinal);
        Assert.EndsWith("It said: Stack overflow.", error.Message, StringComparison.Ordinal);
        Assert.Equal(7, await Faults.EchoAsync(7).InTime());
    }

    [Fact]
    public async Task E03_FailFast_ErrorCarriesTheMessage()
    {
        WorkerCrashedException error = await Assert.ThrowsAsync<WorkerCrashedException>(() => FailFastAsync("the reactor is hot").InTime());
        Assert.Equal(Faults.Abort, error.Signal);
        Assert.EndsWith("It said: Process terminated. the reactor is hot", error.Message, StringComparison.Ordinal);
        Assert.Equal(7, await Faults.EchoAsync(7).InTime());
    }

    [Fact]
    public async Task E03_OutOfMemory_ThatCallFailsWithItAndTheWorkerLives()
    {
        ProcessPool.Configure(Faults.Pool, static options =>
        {
            options.Workers = 1;
            options.Environment["DOTNET_GCHeapHardLimit"] = "0x8000000";
        });
        int process = await Faults.ProcessIdAsync().InTime();
        Outcome<int>[] outcomes = await GorgeAll([1, 1000, 2]).WithChunkSize(3).OutcomesAsync().InTime();
        Assert.IsType<OutOfMemoryException>(outcomes[1].Error);
        Assert.Equal((1, 2), (outcomes[0].ValueOrThrow(), outcomes[2].ValueOrThrow()));
        Assert.Equal(process, await Faults.ProcessIdAsync().InTime());
    }
}
