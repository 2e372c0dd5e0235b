namespace ParallelGen.Wire;

/// <summary>Sends a <see cref="DateTimeOffset"/> as clock time in ticks and offset in minutes.</summary>
public readonly struct DateTimeOffsetCodec : IWireCodec<DateTimeOffset>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, DateTimeOffset value)
    {
        writer.WriteInt64(value.Ticks);
        writer.WriteInt16((short)value.TotalOffsetMinutes);
    }

    /// <inheritdoc/>
    public static DateTimeOffset Read(ref WireReader reader)
    {
        long ticks = reader.ReadInt64();
        short minutes = reader.ReadInt16();
        try
        {
            return new DateTimeOffset(ticks, TimeSpan.FromMinutes(minutes));
        }
        catch (ArgumentException error)
        {
            throw new WireFormatException("A DateTimeOffset is out of range.", error);
        }
    }
}
