using System.Diagnostics;
using System.Text;
using System.Threading.Channels;

namespace ParallelGen.EndToEnd.Launching;

/// <summary>A program that a test started: its lines, its end, and the certainty that it does not outlive the test.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder _said = new();
    private readonly TimeSpan _limit;

    private ChildProcess(Process process, TimeSpan limit)
    {
        (_process, _limit) = (process, limit);
        process.OutputDataReceived += (_, data) => Note(data.Data, isOutput: true);
        process.ErrorDataReceived += (_, data) => Note(data.Data, isOutput: false);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int ProcessId => _process.Id;

    /// <summary>Everything it has written so far, for messages.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    /// <summary>Starts a program without what the test's own build and run left in the environment.</summary>
    public static ChildProcess Start(string file, IEnumerable<string> arguments, Action<ProcessStartInfo>? configure = null, TimeSpan? limit = null)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(IsOfTheBuild).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_NOLOGO"] = "1";
        configure?.Invoke(start);
        return new ChildProcess(new Process { StartInfo = start }, limit ?? Deadline.Limit);
    }

    /// <summary>The next line of its standard output.</summary>
    public async Task<string> ReadLineAsync()
    {
        using var limit = new CancellationTokenSource(_limit);
        try
        {
            return await _lines.Reader.ReadAsync(limit.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            throw new InvalidOperationException($"No further line came. Everything it said:\n{Said}", e);
        }
    }

    /// <summary>Waits for the end, which must be a success, and returns its lines by their first word.</summary>
    public async Task<ILookup<string, string>> FinishAsync()
    {
        using var limit = new CancellationTokenSource(_limit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"Not ended within {_limit}. Everything it said:\n{Said}", e);
        }

        Assert.True(_process.ExitCode == 0, $"It exited with {_process.ExitCode}. Everything it said:\n{Said}");
        var lines = new List<string>();
        await foreach (string line in _lines.Reader.ReadAllAsync(limit.Token))
        {
            lines.Add(line);
        }

        return lines.ToLookup(line => line.Split(' ', 2)[0], line => line.Split(' ', 2)[^1]);
    }

    /// <summary>SIGKILL: it gets no chance to tell its workers anything.</summary>
    public void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static bool IsOfTheBuild(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase)
        || name is "DOTNET_HOST_PATH" or "DOTNET_STARTUP_HOOKS" or "DOTNET_CLI_TELEMETRY_SESSIONID" or "NUGET_PACKAGES";

    private void Note(string? line, bool isOutput)
    {
        if (line is null)
        {
            if (isOutput)
            {
                _lines.Writer.TryComplete();
            }

            return;
        }

        lock (_said)
        {
            _said.AppendLine(line);
        }

        if (isOutput)
        {
            _lines.Writer.TryWrite(line);
        }
    }
}
