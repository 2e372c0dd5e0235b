using ParallelGen.CompilerServices;
using ParallelGen.Tests.Execution.Exclusive;

namespace ParallelGen.Tests.Processes;

/// <summary>Exclusive calls in real worker processes.</summary>
public sealed class ExclusiveProcessTests
{
    [Fact]
    public async Task Call_WaitsForItsKey_WasEncodedBefore()
    {
        (TaskCompletionSource started, TaskCompletionSource release) = (Exclusives.Signal(), Exclusives.Signal());
        Task<int> holder = Exclusives.RunAsync<Holder>(Job.Waiting(null, started, release.Task));
        await started.Task.WaitAsync(ScriptedPool.Deadline);
        byte[] bytes = [1, 2, 3];
        Task<byte[]?> call = ExclusiveCall.RunAsync(bytes);
        bytes[0] = 9;
        NotSupportedException error = await Assert.ThrowsAsync<NotSupportedException>(() => ExclusiveCall.RunAsync([1]).WaitAsync(ScriptedPool.Deadline));
        Assert.Equal("one byte", error.Message);
        Assert.False(call.IsCompleted);
        release.SetResult();
        Assert.Equal(new byte[] { 1, 2, 3 }, await call.WaitAsync(ScriptedPool.Deadline));
        await holder;
    }

    [Fact]
    public async Task Call_KillsItsWorker_FreesItsKey()
    {
        Task<byte[]?> fatal = ExclusiveCall.RunAsync(null);
        Task<byte[]?> next = ExclusiveCall.RunAsync([7, 8]);
        WorkerCrashedException error = await Assert.ThrowsAsync<WorkerCrashedException>(() => fatal.WaitAsync(ScriptedPool.Deadline));
        Assert.Equal(ExclusiveCall.ExitCode, error.ExitCode);
        Assert.Equal(new byte[] { 7, 8 }, await next.WaitAsync(ScriptedPool.Deadline));
    }

    private sealed class Holder : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Holder), 1, "Test.Holder") { ExclusiveBy = "*", ExclusiveGroup = ExclusiveCall.Group };
    }
}
