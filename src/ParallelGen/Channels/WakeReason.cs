namespace ParallelGen.Channels;

/// <summary>Why a reader that waited goes on.</summary>
internal enum WakeReason
{
    /// <summary>There are bytes, or the end of them.</summary>
    Readable,

    /// <summary>Another thread of this process wants it to look.</summary>
    Nudged,

    /// <summary>The other process has ended, and nothing of it is left to be read.</summary>
    PeerDead,
}
