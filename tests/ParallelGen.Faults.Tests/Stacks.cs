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
        IEnumerable<Task<string>> reports = Children.OfThisProcess().Prepend(Environment.ProcessId).Select(ReadAsync);
        return string.Join('\n', await Task.WhenAll(reports));
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
                tool.Kill();
            }
        }
        catch (Exception e) when (e is Win32Exception or OperationCanceledException)
        {
            return $"The stacks of process {id} could not be read: {e.Message}";
        }
    }
}
