using System.Buffers;
using System.Numerics;

namespace ParallelGen.Wire;

/// <summary>Sends a <see cref="BigInteger"/> as its two's complement bytes, little-endian, with their count in front.</summary>
public readonly struct BigIntegerCodec : IWireCodec<BigInteger>
{
    private const int StackLimit = 256;

    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, BigInteger value)
    {
        int size = value.GetByteCount();
        byte[]? rented = size > StackLimit ? ArrayPool<byte>.Shared.Rent(size) : null;
        Span<byte> bytes = rented ?? stackalloc byte[StackLimit];
        value.TryWriteBytes(bytes, out int written);
        writer.WriteCount(written);
        writer.WriteBytes(bytes[..written]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <inheritdoc/>
    public static BigInteger Read(ref WireReader reader)
    {
        ReadOnlySpan<byte> bytes = reader.ReadBytes(reader.ReadCount());
        try
        {
            return new BigInteger(bytes);
        }
        catch (OverflowException error)
        {
            throw new WireFormatException("A BigInteger is too large.", error);
        }
    }
}
