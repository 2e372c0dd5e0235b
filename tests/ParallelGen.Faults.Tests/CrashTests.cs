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

    [Fact]
    public async Task E02_EnvironmentExit_ErrorCarriesTheCode()
    {
        WorkerCrashedException error = await Assert.ThrowsAsync<WorkerCrashedException>(() => ExitAsync(42).InTime());
        Assert.Equal((42, null), (error.ExitCode, error.Signal));
        Assert.Equal(7, await Faults.EchoAsync(7).InTime());
    }

    [Theory]
    [InlineData(Faults.Segfault)]
    [InlineData(Faults.Kill)]
    public async Task E03_NativeCrash_FailsOnlyThatCall(int signal)
    {
        Outcome<int>[] outcomes = await DieAll(Enumerable.Range(0, 20).Select(number => (number, 5, signal))).OutcomesAsync().InTime();
        WorkerCrashedException error = Assert.IsType<WorkerCrashedException>(outcomes[5].Error);
        // What the runtime finds at an address near null would be an exception; elsewhere it ends the process by itself.
        Assert.Equal(signal == Faults.Segfault ? Faults.Abort : signal, error.Signal);
        Assert.Equal(19, outcomes.Count(static outcome => outcome.Succeeded));
        Assert.Equal(7, await Faults.EchoAsync(7).InTime());
    }
}
