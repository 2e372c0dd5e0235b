namespace ParallelGen.Wire;

/// <summary>Sends a value whose type is known only when it is there: one byte for the type, then the value.</summary>
internal static class PrimitiveCodec
{
    private enum Tag : byte
    {
        Null, String, Boolean, Char, SByte, Byte, Int16, UInt16, Int32, UInt32, Int64, UInt64, Single, Double, Decimal,
        DateTime, DateTimeOffset, DateOnly, TimeOnly, TimeSpan, Guid,
    }

    /// <summary>Whether <see cref="Write"/> takes the value.</summary>
    public static bool CanWrite(object? value) => TagOf(value) is not null;

    /// <exception cref="WireEncodingException">The value is of another type.</exception>
    public static void Write(ref WireWriter writer, object? value)
    {
        Tag tag = TagOf(value) ?? throw new WireEncodingException($"A {value!.GetType()} is not a primitive.");
        writer.WriteByte((byte)tag);
        switch (value)
        {
            case string text: writer.WriteString(text); break;
            case bool flag: writer.WriteBoolean(flag); break;
            case char unit: writer.WriteUnmanaged(unit); break;
            case sbyte number: writer.WriteUnmanaged(number); break;
            case byte number: writer.WriteByte(number); break;
            case short number: writer.WriteInt16(number); break;
            case ushort number: writer.WriteUnmanaged(number); break;
            case int number: writer.WriteInt32(number); break;
            case uint number: writer.WriteUInt32(number); break;
            case long number: writer.WriteInt64(number); break;
            case ulong number: writer.WriteUInt64(number); break;
            case float number: writer.WriteSingle(number); break;
            case double number: writer.WriteDouble(number); break;
            case decimal number: DecimalCodec.Write(ref writer, number); break;
            case DateTime time: DateTimeCodec.Write(ref writer, time); break;
            case DateTimeOffset time: DateTimeOffsetCodec.Write(ref writer, time); break;
            case DateOnly date: DateOnlyCodec.Write(ref writer, date); break;
            case TimeOnly time: TimeOnlyCodec.Write(ref writer, time); break;
            case TimeSpan span: writer.WriteUnmanaged(span); break;
            case Guid id: writer.WriteUnmanaged(id); break;
        }
    }

    public static object? Read(ref WireReader reader)
    {
        byte tag = reader.ReadByte();
        return (Tag)tag switch
        {
            Tag.Null => null,
            Tag.String => reader.ReadString(),
            Tag.Boolean => reader.ReadBoolean(),
            Tag.Char => reader.ReadUnmanaged<char>(),
            Tag.SByte => reader.ReadUnmanaged<sbyte>(),
            Tag.Byte => reader.ReadByte(),
            Tag.Int16 => reader.ReadInt16(),
            Tag.UInt16 => reader.ReadUnmanaged<ushort>(),
            Tag.Int32 => reader.ReadInt32(),
            Tag.UInt32 => reader.ReadUInt32(),
            Tag.Int64 => reader.ReadInt64(),
            Tag.UInt64 => reader.ReadUInt64(),
            Tag.Single => reader.ReadSingle(),
            Tag.Double => reader.ReadDouble(),
            Tag.Decimal => DecimalCodec.Read(ref reader),
            Tag.DateTime => DateTimeCodec.Read(ref reader),
            Tag.DateTimeOffset => DateTimeOffsetCodec.Read(ref reader),
            Tag.DateOnly => DateOnlyCodec.Read(ref reader),
            Tag.TimeOnly => TimeOnlyCodec.Read(ref reader),
            Tag.TimeSpan => reader.ReadUnmanaged<TimeSpan>(),
            Tag.Guid => reader.ReadUnmanaged<Guid>(),
            _ => throw new WireFormatException($"{tag} is not the tag of a primitive."),
        };
    }

    private static Tag? TagOf(object? value) => value switch
    {
        null => Tag.Null,
        string => Tag.String,
        bool => Tag.Boolean,
        char => Tag.Char,
        sbyte => Tag.SByte,
        byte => Tag.Byte,
        short => Tag.Int16,
        ushort => Tag.UInt16,
        int => Tag.Int32,
        uint => Tag.UInt32,
        long => Tag.Int64,
        ulong => Tag.UInt64,
        float => Tag.Single,
        double => Tag.Double,
        decimal => Tag.Decimal,
        DateTime => Tag.DateTime,
        DateTimeOffset => Tag.DateTimeOffset,
        DateOnly => Tag.DateOnly,
        TimeOnly => Tag.TimeOnly,
        TimeSpan => Tag.TimeSpan,
        Guid => Tag.Guid,
        _ => null,
    };
}
