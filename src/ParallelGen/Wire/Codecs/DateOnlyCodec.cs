namespace ParallelGen.Wire;

/// <summary>Sends a <see cref="DateOnly"/> as its day number.</summary>
public readonly struct DateOnlyCodec : IWireCodec<DateOnly>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, DateOnly value) => writer.WriteInt32(value.DayNumber);

    /// <inheritdoc/>
    public static DateOnly Read(ref WireReader reader)
    {
        uint day = reader.ReadUInt32();
        return day <= (uint)DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber((int)day)
            : throw new WireFormatException("The day number of a DateOnly is out of range.");
    }
}
