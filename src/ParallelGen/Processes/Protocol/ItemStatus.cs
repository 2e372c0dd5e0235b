namespace ParallelGen.Processes.Protocol;

/// <summary>How an item ended: the first byte of a result.</summary>
internal enum ItemStatus : byte
{
    /// <summary>The encoded result follows.</summary>
    Succeeded = 0,

    /// <summary>The method, or a codec in the worker, threw: the encoded exception follows.</summary>
    Faulted = 1,

    /// <summary>The call could not be started in this worker: the encoded exception follows. User code has not run.</summary>
    Refused = 2,
}
