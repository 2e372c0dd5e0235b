namespace ParallelGen.Wire;

/// <summary>Sends a <see cref="Nullable{T}"/> as one byte, 0 for null and 1 for a value, and the value.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <typeparam name="TCodec">The value's codec.</typeparam>
public readonly struct NullableCodec<T, TCodec> : IWireCodec<T?>
    where T : struct
    where TCodec : IWireCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, T? value)
    {
        writer.WriteBoolean(value.HasValue);
        if (value.HasValue)
        {
            TCodec.Write(ref writer, value.GetValueOrDefault());
        }
    }

    /// <inheritdoc/>
    public static T? Read(ref WireReader reader) => reader.ReadBoolean() ? TCodec.Read(ref reader) : null;
}
