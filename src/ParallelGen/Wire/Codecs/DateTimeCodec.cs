using System.Runtime.CompilerServices;

namespace ParallelGen.Wire;

/// <summary>Sends a <see cref="DateTime"/> as clock time and kind; a local time is not converted.</summary>
public readonly struct DateTimeCodec : IWireCodec<DateTime>
{
    /// <summary>The two bits above the ticks hold the kind, and tell the two passes through a repeated hour of local time apart.</summary>
    private const ulong TicksMask = 0x3FFF_FFFF_FFFF_FFFF;

    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, DateTime value) => writer.WriteUInt64(Unsafe.BitCast<DateTime, ulong>(value));

    /// <inheritdoc/>
    public static DateTime Read(ref WireReader reader)
    {
        ulong bits = reader.ReadUInt64();
        return (bits & TicksMask) <= (ulong)DateTime.MaxValue.Ticks
            ? Unsafe.BitCast<ulong, DateTime>(bits)
            : throw new WireFormatException("The ticks of a DateTime are out of range.");
    }
}
