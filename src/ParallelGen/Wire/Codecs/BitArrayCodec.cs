using System.Collections;
using System.Runtime.InteropServices;

namespace ParallelGen.Wire;

/// <summary>Sends a <see cref="BitArray"/>, eight bits a byte, or null.</summary>
public readonly struct BitArrayCodec : IWireCodec<BitArray?>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, BitArray? value)
    {
        if (value is null)
        {
            writer.WriteCount(0);
            return;
        }

        if (value.Length == int.MaxValue)
        {
            throw new WireEncodingException($"A {typeof(BitArray)} of {value.Length:N0} bits is too long by one.");
        }

        writer.WriteCount(value.Length + 1);
        writer.WriteBytes(CollectionsMarshal.AsBytes(value));
    }

    /// <inheritdoc/>
    public static BitArray? Read(ref WireReader reader)
    {
        int length = reader.ReadCount(0) - 1;
        if (length < 0)
        {
            return null;
        }

        ReadOnlySpan<byte> bytes = reader.ReadBytes((int)((length + 7L) / 8));
        var bits = new BitArray(length);
        Span<byte> target = CollectionsMarshal.AsBytes(bits);
        bytes.CopyTo(target);
        if (length % 8 != 0)
        {
            // What lies beyond the length is nobody's; a broken peer's must not come to light when the array grows.
            target[^1] &= (byte)((1 << (length % 8)) - 1);
        }

        return bits;
    }
}
