using System.Text.RegularExpressions;

namespace ParallelGen.EndToEnd.Samples;

/// <summary>A native crash, a runaway loop and a leak: what the caller sees, and that it goes on.</summary>
public sealed partial class ContainedTests
{
    [Fact]
    public async Task Contained_CrashLoopAndLeak_PrintsTheExpectedText()
    {
        string output = await SampleProgram.RunAsync("Contained");
        Assert.Equal(SampleProgram.Expected("Contained"), ProcessId().Replace(output, "process <id>"));
    }

    [GeneratedRegex(@"process \d+")]
    private static partial Regex ProcessId();
}
