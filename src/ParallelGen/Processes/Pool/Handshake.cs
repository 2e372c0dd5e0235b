using System.Text;
using ParallelGen.Channels;
using ParallelGen.Processes.Launching;
using ParallelGen.Processes.Protocol;
using ParallelGen.Wire;

namespace ParallelGen.Processes.Pool;

/// <summary>The parent's side of the first frames: hello in, welcome out, and whether the memory that it offers is shared.</summary>
internal static class Handshake
{
    /// <summary>False: the peer is gone, or it is no worker of this build, and <paramref name="trouble"/> says why.</summary>
    /// <exception cref="WorkerStartException">There is no room for shared memory.</exception>
    public static bool TryGreet(IWorkerProcess process, Welcome welcome, ref string? trouble)
    {
        FrameChannel pipes = process.Channel;
        pipes.EnterReading();
        try
        {
            if (!TryExpectHello(pipes, ref trouble, out ReadOnlySpan<byte> body))
            {
                return false;
            }

            var reader = new WireReader(body);
            Hello.Read(ref reader);
            return process.CanShareMemory ? TryShare(process, welcome, ref trouble) : Send(pipes, welcome);
        }
        catch (Exception e) when (e is WireFormatException or InvalidDataException)
        {
            trouble = e.Message;
            return false;
        }
        catch (IOException)
        {
            // It died while it was welcomed: its exit tells more than the broken pipe does.
            return false;
        }
        finally
        {
            pipes.ExitReading();
        }
    }

    /// <summary>Ordinary text, read as a frame, is one of an absurd kind or length.</summary>
    private static bool TryExpectHello(FrameChannel pipes, scoped ref string? trouble, out ReadOnlySpan<byte> body)
    {
        string? found = null;
        try
        {
            if (TryExpect(pipes, FrameKind.Hello, "hello", ref found, out body))
            {
                return true;
            }
        }
        catch (InvalidDataException e)
        {
            found = e.Message.TrimEnd('.');
            body = default;
        }

        trouble = found is null ? trouble : found + ". Something wrote to its standard output before ParallelGen could take that over for its channel: " +
            "a startup hook, a module initializer, a static constructor, or a statement of Main before ParallelRuntime.RunIfWorker(). Write to standard error there, or later";
        return false;
    }

    private static bool TryShare(IWorkerProcess process, Welcome welcome, ref string? trouble)
    {
        SharedMemory memory = Allocate();
        bool shared = false;
        try
        {
            Send(process.Channel, welcome with { Memory = memory.Path, Capacity = RingChannel.DefaultCapacity });
            if (!TryExpect(process.Channel, FrameKind.Sharing, "a word about the memory", ref trouble, out ReadOnlySpan<byte> refusal))
            {
                return false;
            }

            // What keeps a worker from opening the memory is the same for all of them: the pipes serve as well, only slower.
            shared = refusal.IsEmpty;
            if (shared)
            {
                memory.Hide();
                process.UseMemory(memory);
            }
            else
            {
                process.NoteErrorOutput(Encoding.UTF8.GetBytes($"The shared memory could not be opened: {Encoding.UTF8.GetString(refusal)}\n"));
            }

            return true;
        }
        finally
        {
            if (!shared)
            {
                memory.Dispose();
            }
        }
    }

    private static SharedMemory Allocate()
    {
        try
        {
            return RingChannel.Allocate(RingChannel.DefaultCapacity);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new WorkerStartException($"A worker process needs memory that it shares with this one, which could not be had: {e.Message}", e);
        }
    }

    private static bool Send(FrameChannel channel, Welcome welcome)
    {
        channel.Send(FrameKind.Welcome, welcome, static (ref WireWriter writer, Welcome value) => value.Write(ref writer));
        return true;
    }

    private static bool TryExpect(FrameChannel channel, FrameKind kind, string what, scoped ref string? trouble, out ReadOnlySpan<byte> body)
    {
        FrameHeader header;
        while (!channel.TryRead(out header, out body))
        {
            if (!channel.Wait())
            {
                return false;
            }
        }

        if (header.Kind != (ushort)kind)
        {
            trouble = $"it sent a frame of kind {header.Kind} instead of {what}";
            return false;
        }

        return true;
    }
}
