using System.Diagnostics;
using ParallelGen.EndToEnd.Launching;

namespace ParallelGen.EndToEnd.Samples;

/// <summary>The built samples, run as a user runs them: with output that is not a terminal.</summary>
internal static class SampleProgram
{
    /// <summary>The folder of these tests, with what they expect.</summary>
    public static string Folder { get; } = Built.Metadata("Samples.Folder");

    /// <summary>The text that a sample is expected to print.</summary>
    public static string Expected(string sample) =>
        File.ReadAllText(Path.Combine(Folder, $"{sample}.expected.txt")).ReplaceLineEndings("\n");

    /// <summary>Runs a sample, which must succeed and say nothing on standard error, and returns what it printed.</summary>
    public static async Task<string> RunAsync(string sample, params string[] arguments)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(Path.ChangeExtension(Built.Assembly(sample), null), arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.Start();
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync().InTime();
            Assert.Equal("", await errors.InTime());
            Assert.Equal(0, process.ExitCode);
            return (await output.InTime()).ReplaceLineEndings("\n");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
