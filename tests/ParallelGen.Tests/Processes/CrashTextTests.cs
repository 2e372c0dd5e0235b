using ParallelGen.Processes.Launching;

namespace ParallelGen.Tests.Processes;

/// <summary>What a message quotes of a dead worker's standard error: the reason, never the trace.</summary>
public sealed class CrashTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("\n \n", "")]
    [InlineData("started\nthe last word\n", "the last word")]
    [InlineData("Stack overflow.\n   at A.B()\n   at A.B()\n", "Stack overflow.")]
    [InlineData("Stack overflow.\nRepeated 99 times:\n----\n   at A.B()\n", "Stack overflow.")]
    [InlineData("Process terminated.\r\nthe reactor is hot\r\n   at A.B()\r\n", "Process terminated. the reactor is hot")]
    [InlineData("Unhandled exception. System.E: no\n ---> System.F: why\n   at A.B()\n", "Unhandled exception. System.E: no ---> System.F: why")]
    public void Gist_OfStandardError_IsTheReason(string standardError, string gist) => Assert.Equal(gist, CrashText.GistOf(standardError));

    [Fact]
    public void Gist_OfALongLine_IsCut() => Assert.InRange(CrashText.GistOf(new string('x', 8000)).Length, 1, 600);
}
