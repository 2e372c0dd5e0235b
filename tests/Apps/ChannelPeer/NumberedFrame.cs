using ParallelGen.Channels;

namespace ParallelGen.ChannelPeer;

/// <summary>Frames that tell their number, and whose every byte follows from it: a torn, lost or repeated one is seen.</summary>
internal static class NumberedFrame
{
    /// <summary>How many frames have the same call and marks.</summary>
    private const int Row = 8;

    /// <summary>Most are the next of the one before, so that they have short headers.</summary>
    public static FrameHeader Header(long number) => new(Kind: 1, Flags: (ushort)(number / Row * 7), Item: (int)number, Call: number / Row);

    /// <summary>The body of a frame; of most some bytes, of one in sixteen up to <paramref name="longest"/>.</summary>
    public static byte[] Body(long number, int longest)
    {
        ulong mixed = Mix((ulong)number);
        byte[] body = new byte[(int)(mixed % (ulong)(number % 16 == 5 ? longest + 1 : Math.Min(longest, 48) + 1))];
        for (int i = 0; i < body.Length; i++)
        {
            body[i] = (byte)((mixed >> (i % 57)) + (ulong)i);
        }

        return body;
    }

    /// <summary>What is wrong with a frame that should be this one; null if nothing is.</summary>
    public static string? Trouble(long number, int longest, in FrameHeader header, ReadOnlySpan<byte> body) =>
        header != Header(number) ? $"Frame {number} was expected, {header} came."
        : !body.SequenceEqual(Body(number, longest)) ? $"Frame {number} is torn."
        : null;

    private static ulong Mix(ulong value)
    {
        value = (value + 0x9E3779B97F4A7C15) * 0xBF58476D1CE4E5B9;
        return (value ^ (value >> 31)) * 0x94D049BB133111EB;
    }
}
