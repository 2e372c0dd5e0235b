using System.Runtime.InteropServices;

namespace ParallelGen.Channels;

/// <summary>
/// What the two ends of a ring tell one another, in memory that both see. Each field has a line of the cache to itself (two, since
/// processors fetch lines in pairs), so that who writes one does not take the others away from who reads them.
/// </summary>
/// <remarks>Either process can write anything here at any time: nothing of it is believed before it was checked against what this end knows by itself.</remarks>
[StructLayout(LayoutKind.Explicit, Size = Size)]
internal struct RingControl
{
    public const int Size = 4 * Line;

    private const int Line = 128;

    /// <summary>How many bytes were ever written and may be read. The writer's.</summary>
    [FieldOffset(0)]
    public long Head;

    /// <summary>How many bytes were ever read, so that their place may be written again. The reader's.</summary>
    [FieldOffset(Line)]
    public long Tail;

    /// <summary>One of <see cref="ReaderState"/>. Set by the reader, taken back by either.</summary>
    [FieldOffset(2 * Line)]
    public int ReaderSleeps;

    /// <summary>Not 0 while the writer waits for <see cref="Tail"/> to move. Set by the writer, taken back by either.</summary>
    [FieldOffset(3 * Line)]
    public int WriterSleeps;
}
