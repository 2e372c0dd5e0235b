using System.ComponentModel;
using System.Diagnostics;
using ParallelGen.Channels;

namespace ParallelGen.Processes.Launching;

/// <summary>A real worker process: its channel over the redirected standard streams, its captured standard error, its end.</summary>
internal sealed class WorkerProcess : IWorkerProcess
{
    /// <summary>How long a process may outlive its channel, and its standard error its process. Both are deadlines for what is normally a matter of milliseconds.</summary>
    private static readonly TimeSpan s_lastBreath = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_lastWords = TimeSpan.FromMilliseconds(500);

    private readonly Process _process;
    private readonly RuntimeConfigFile? _config;
    private readonly StandardErrorPump _errors;
    private readonly PipeChannel _pipes;

    public WorkerProcess(Process process, RuntimeConfigFile? config)
        : this(process, config, PipeEnd.Take(process.StandardInput.BaseStream))
    {
    }

    /// <param name="process">Its standard streams belong to this from here on.</param>
    /// <param name="config">Removed once the process has read it; null if it reads none.</param>
    /// <param name="outgoing">What has been taken from its standard input, by who means to say there what is no frame.</param>
    internal WorkerProcess(Process process, RuntimeConfigFile? config, Stream outgoing)
    {
        _process = process;
        _config = config;
        ProcessId = process.Id;
        Stream incoming = PipeEnd.Take(process.StandardOutput.BaseStream);
        PeerDeathWatch? watch = incoming is FileStream file ? new PeerDeathWatch(file.SafeFileHandle) : null;
        Channel = _pipes = new PipeChannel(incoming, outgoing, watch);
        _errors = new StandardErrorPump(process.StandardError.BaseStream, WorkerConsole.WriteErrorLine);
        process.Exited += (_, _) => _pipes.NotifyPeerDead();
        // Raised at once if it has already ended.
        process.EnableRaisingEvents = true;
    }

    public int ProcessId { get; }

    public FrameChannel Channel { get; private set; }

    public bool CanShareMemory => true;

    public void UseMemory(SharedMemory memory) => Channel = new RingChannel(_pipes, memory, isParent: true);

    public long ResidentBytes
    {
        get
        {
            try
            {
                _process.Refresh();
                return _process.WorkingSet64;
            }
            catch (Exception e) when (e is InvalidOperationException or Win32Exception)
            {
                // It has ended: its channel tells the rest.
                return 0;
            }
        }
    }

    public void NoteReady() => _config?.Dispose();

    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself, which is what was wanted, or runs as another user by now, which is beyond our power.
        }
    }

    public WorkerExit WaitForExit()
    {
        if (!_process.WaitForExit(s_lastBreath))
        {
            Kill();
            _process.WaitForExit();
        }

        _errors.WaitForEnd(s_lastWords);
        RemoveDiagnosticFiles();
        return new WorkerExit(_process.ExitCode, _errors.Tail.ToString(), _errors.HasCrashText);
    }

    public void NoteErrorOutput(ReadOnlySpan<byte> text) => _errors.Tail.Append(text);

    public void Dispose()
    {
        Channel.Dispose();
        _process.Dispose();
        _config?.Dispose();
    }

    /// <summary>A runtime that was killed leaves the sockets of its diagnostics port behind in the temp folder.</summary>
    private void RemoveDiagnosticFiles()
    {
        try
        {
            string folder = Path.GetTempPath();
            foreach (string pattern in (string[])[$"dotnet-diagnostic-{ProcessId}-*", $"clr-debug-pipe-{ProcessId}-*"])
            {
                foreach (string file in Directory.EnumerateFiles(folder, pattern))
                {
                    File.Delete(file);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody else tidies the temp folder too; a leftover socket file harms nobody.
        }
    }
}
