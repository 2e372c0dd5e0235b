using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace ParallelGen.FaultTests;

/// <summary>The stacks of this process and its workers, read by <c>dotnet stack</c>, a tool of this repository: <c>dotnet tool restore</c>.</summary>
internal static class Stacks
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);

    public static async Task<string> ReadAsync()
    {
        // Before a tool is started: it is a child, too.
        int[] processes = [.. Children.OfThisProcess().Prepend(Environment.ProcessId)];
        return string.Join('\n', await Task.WhenAll(processes.Select(ReadAsync)));
    }

    private static async Task<string> ReadAsync(int process)
    {
        string id = process.ToString(CultureInfo.InvariantCulture);
        try
        {
            using var tool = Process.Start(new ProcessStartInfo("dotnet", ["tool", "run", "dotnet-stack", "report", "-p", id])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["TMPDIR"] = RunFolder.OfPort(process) },
            })!;
            using var limit = new CancellationTokenSource(s_limit);
            try
            {
                Task<string> errors = tool.StandardError.ReadToEndAsync(limit.Token);
                string report = await tool.StandardOutput.ReadToEndAsync(limit.Token);
                return $"Process {id}:\n{report}{await errors}";
            }
            finally
            {
                // What it started as well: it would be taken for something that the test has left.
                tool.Kill(entireProcessTree: true);
                await tool.WaitForExitAsync(CancellationToken.None);
            }
        }
        catch (Exception e) when (e is Win32Exception or OperationCanceledException)
        {
            return $"The stacks of process {id} could not be read: {e.Message}";
        }
    }
}
