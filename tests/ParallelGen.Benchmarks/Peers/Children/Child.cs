using System.Diagnostics;

namespace ParallelGen.Benchmarks.Peers.Children;

/// <summary>
/// A process that the benchmark started and speaks with over its standard streams. It ends with its standard input, so that it is gone
/// when the benchmark is, however that ends.
/// </summary>
internal sealed class Child : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(180);

    private readonly Process _process;
    private readonly Queue<string> _complaints = new();

    private Child(Process process) => _process = process;

    public int Id => _process.Id;

    public static Child Start(string file, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(file) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var child = new Child(Process.Start(start) ?? throw new PeerUnavailableException($"{file} was not started"));
        child._process.ErrorDataReceived += (_, line) => child.Keep(line.Data);
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Starts this very program as somebody's other side.</summary>
    public static Child StartOwn(params string[] arguments)
    {
        string self = Environment.ProcessPath!;
        string[] command = [ChildProgram.Argument, .. arguments];
        return Path.GetFileNameWithoutExtension(self) == "dotnet"
            ? Start(self, [typeof(Child).Assembly.Location, .. command])
            : Start(self, command);
    }

    public Task WriteLineAsync(string line) => _process.StandardInput.WriteLineAsync(line);

    /// <exception cref="PeerUnavailableException">The child ended instead; the message holds its last complaints.</exception>
    public async Task<string> ReadLineAsync()
    {
        string? line = await _process.StandardOutput.ReadLineAsync().WaitAsync(s_patience);
        if (line is not null)
        {
            return line;
        }

        await _process.WaitForExitAsync().WaitAsync(s_patience);
        lock (_complaints)
        {
            throw new PeerUnavailableException($"its process ended with code {_process.ExitCode}: {string.Join(" / ", _complaints)}");
        }
    }

    public Task WaitForExitAsync() => _process.WaitForExitAsync().WaitAsync(s_patience);

    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
        }
        catch (Exception e) when (e is TimeoutException or IOException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        finally
        {
            _process.Dispose();
        }
    }

    /// <summary>Only the end of what a process complains of says why it ended.</summary>
    private void Keep(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        lock (_complaints)
        {
            _complaints.Enqueue(line.Trim());
            if (_complaints.Count > 2)
            {
                _complaints.Dequeue();
            }
        }
    }
}
