namespace ParallelGen.Processes.Pool;

/// <summary>The consumer's end of a sequence that a worker sends. For the worker's reader thread; nothing here blocks or runs the consumer's code.</summary>
internal interface IStreamReceiver
{
    /// <summary>Whether the worker may have sent an item: fewer are here than it may send without waiting.</summary>
    bool HasRoom { get; }

    /// <summary>The method has begun in the worker.</summary>
    void Begin();

    /// <summary>Decodes the next item and keeps it for the consumer. Whatever the codec throws comes out.</summary>
    /// <param name="item">The encoded item.</param>
    /// <param name="source">Is sent credit as the consumer takes items.</param>
    void Receive(ReadOnlySpan<byte> item, in RunningItem source);
}
