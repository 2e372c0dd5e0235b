using ParallelGen.Channels;

namespace ParallelGen.Processes.Launching;

/// <summary>A worker as the pool sees it: a channel, an id, and an end. A real process, or a scripted peer in a test.</summary>
internal interface IWorkerProcess : IDisposable
{
    /// <summary>The process id.</summary>
    int ProcessId { get; }

    /// <summary>The parent's end of the channel: pipes, until <see cref="UseMemory"/>.</summary>
    FrameChannel Channel { get; }

    /// <summary>Whether memory can be offered to it.</summary>
    bool CanShareMemory { get; }

    /// <summary>From here on the channel goes through this memory, which the worker has opened, and which now belongs to the channel.</summary>
    void UseMemory(SharedMemory memory);

    /// <summary>How much memory it has resident now; 0 when it has ended.</summary>
    long ResidentBytes { get; }

    /// <summary>It has said hello: what only its start needed can go.</summary>
    void NoteReady();

    /// <summary>Ends it at once, whatever it does. Idempotent; harmless when it has ended.</summary>
    void Kill();

    /// <summary>Blocks until it has ended (killing it if it outlives its channel) and tells how.</summary>
    WorkerExit WaitForExit();

    /// <summary>What it has written to standard error, appended to by console output that came over the channel.</summary>
    void NoteErrorOutput(ReadOnlySpan<byte> text);
}
