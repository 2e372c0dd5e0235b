using System.Diagnostics;
using System.Reflection;

namespace ParallelGen.EndToEnd.Samples;

/// <summary>The built samples, run as a user runs them: with output that is not a terminal.</summary>
internal static class SampleProgram
{
    /// <summary>The folder of these tests, with what they expect.</summary>
    public static string Folder { get; } = MetadataOf("Samples.Folder");

    /// <summary>The text that a sample is expected to print.</summary>
    public static string Expected(string sample) =>
        File.ReadAllText(Path.Combine(Folder, $"{sample}.expected.txt")).ReplaceLineEndings("\n");

    /// <summary>Runs a sample, which must succeed and say nothing on standard error, and returns what it printed.</summary>
    public static async Task<string> RunAsync(string sample, params string[] arguments)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(MetadataOf($"Samples.{sample}"), arguments)
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

    private static string MetadataOf(string key) => typeof(SampleProgram).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
