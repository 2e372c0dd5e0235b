namespace ParallelGen.Wire;

/// <summary>Sends a <see cref="TimeOnly"/> as its ticks.</summary>
public readonly struct TimeOnlyCodec : IWireCodec<TimeOnly>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, TimeOnly value) => writer.WriteInt64(value.Ticks);

    /// <inheritdoc/>
    public static TimeOnly Read(ref WireReader reader)
    {
        ulong ticks = reader.ReadUInt64();
        return ticks <= (ulong)TimeOnly.MaxValue.Ticks
            ? new TimeOnly((long)ticks)
            : throw new WireFormatException("The ticks of a TimeOnly are out of range.");
    }
}
