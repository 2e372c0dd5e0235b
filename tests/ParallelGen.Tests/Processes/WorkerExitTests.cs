using ParallelGen.Processes.Launching;

namespace ParallelGen.Tests.Processes;

/// <summary>What an exit code means.</summary>
public sealed class WorkerExitTests
{
    [Theory]
    [InlineData(0, null)]
    [InlineData(1, null)]
    [InlineData(128, null)]
    [InlineData(129, 1)]
    [InlineData(137, 9)]
    [InlineData(192, 64)]
    [InlineData(193, null)]
    [InlineData(255, null)]
    [InlineData(null, null)]
    public void Signal_OfAnExitCode_IsTheCodeLess128WithinTheRangeOfSignals(int? code, int? signal) =>
        Assert.Equal(signal, new WorkerExit(code, "").Signal);
}
