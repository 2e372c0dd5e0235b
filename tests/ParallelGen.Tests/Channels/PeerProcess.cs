using System.Diagnostics;
using System.Reflection;
using ParallelGen.ChannelPeer;
using ParallelGen.Channels;
using ParallelGen.Processes.Launching;

namespace ParallelGen.Tests.Channels;

/// <summary>A process that has the worker's end of a ring channel, and the parent's end of it.</summary>
internal sealed class PeerProcess : IDisposable
{
    private static readonly string s_program = typeof(PeerProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == "ChannelPeer.dll").Value!;

    private static readonly string s_muxer = LaunchPlanner.Plan(HostFacts.OfThisProcess(), "tests", typeof(PeerProcess).Assembly.Location).Executable;

    private readonly Process _process;
    private readonly SharedMemory _memory;
    private readonly int _capacity;
    private readonly Task<string> _said;

    private PeerProcess(Process process, SharedMemory memory, int capacity)
    {
        (_process, _memory, _capacity) = (process, memory, capacity);
        var incoming = (FileStream)PipeEnd.Take(process.StandardOutput.BaseStream);
        var pipes = new PipeChannel(incoming, PipeEnd.Take(process.StandardInput.BaseStream), new PeerDeathWatch(incoming.SafeFileHandle));
        Channel = new RingChannel(pipes, memory, isParent: true, capacity);
        _said = process.StandardError.ReadToEndAsync();
        process.Exited += (_, _) => Channel.NotifyPeerDead();
        process.EnableRaisingEvents = true;
    }

    public RingChannel Channel { get; }

    /// <summary>How many frames it knows to be sent.</summary>
    public unsafe long Acknowledged => Volatile.Read(ref *(long*)(_memory.Start + RingChannel.SizeFor(_capacity)));

    /// <summary>Starts the program in one of its ways that take a channel, and waits until it has opened the memory.</summary>
    public static async Task<PeerProcess> StartAsync(string way, int capacity, params string[] arguments)
    {
        // The layout that the program knows: both rings, and a page for its count.
        SharedMemory memory = RingChannel.Allocate(capacity, extra: 4096);
        Process? process = null;
        try
        {
            process = Process.Start(StartInfo([way, memory.Path, $"{capacity}", .. arguments]))!;
            byte[] hello = new byte[1];
            if (await process.StandardOutput.BaseStream.ReadAsync(hello).AsTask().WaitAsync(RingPair.Deadline) == 0)
            {
                throw new EndOfStreamException($"The peer ended before it had opened the memory: {await process.StandardError.ReadToEndAsync()}");
            }

            memory.Hide();
            return new PeerProcess(process, memory, capacity);
        }
        catch
        {
            process?.Kill();
            process?.Dispose();
            memory.Dispose();
            throw;
        }
    }

    public static ProcessStartInfo StartInfo(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(s_muxer, [s_program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A process that is killed would leave the sockets of its diagnostics port in the temp folder.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        return start;
    }

    /// <summary>
    /// Reads as a pool does: while the channel lives, and what is left once the process is dead. Says how many frames came, all of them
    /// in their order and whole.
    /// </summary>
    /// <exception cref="InvalidDataException">What came is no frame.</exception>
    /// <exception cref="FormatException">It is not the next frame, or not whole.</exception>
    public long ReadToTheEnd(int longest)
    {
        long seen = 0;
        Channel.EnterReading();
        try
        {
            do
            {
                Take(longest, ref seen);
            }
            while (Channel.Wait());

            WaitForExit();
            Take(longest, ref seen);
            return seen;
        }
        finally
        {
            Channel.ExitReading();
        }
    }

    /// <summary>On a thread of its own, with a deadline that tells how things stand.</summary>
    public async Task<T> Start<T>(Func<T> action)
    {
        Task<T> task = Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            return await task.WaitAsync(RingPair.Deadline);
        }
        catch (TimeoutException e) when (!task.IsCompleted)
        {
            throw new TimeoutException($"Stalled: {this}", e);
        }
    }

    public void Kill() => _process.Kill();

    /// <summary>Its exit code; 137 if it was killed.</summary>
    public int WaitForExit()
    {
        Assert.True(_process.WaitForExit(RingPair.Deadline), $"The peer does not end: {this}");
        return _process.ExitCode;
    }

    public override unsafe string ToString()
    {
        var requests = (RingControl*)_memory.Start;
        RingControl* replies = requests + 1;
        return $"process {_process.Id}, has exited: {_process.HasExited}, acknowledged {Acknowledged}, "
            + $"replies: head {replies->Head}, tail {replies->Tail}, reader sleeps: {replies->ReaderSleeps}, writer sleeps: {replies->WriterSleeps}; "
            + $"said: {(_said.IsCompletedSuccessfully ? _said.Result : "")}";
    }

    public void Dispose()
    {
        _process.Kill();
        WaitForExit();
        Channel.Dispose();
        _process.Dispose();
    }

    private void Take(int longest, ref long seen)
    {
        while (Channel.TryRead(out FrameHeader header, out ReadOnlySpan<byte> body))
        {
            if (NumberedFrame.Trouble(seen++, longest, header, body) is { } trouble)
            {
                throw new FormatException(trouble);
            }
        }
    }
}
