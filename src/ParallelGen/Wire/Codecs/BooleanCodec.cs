namespace ParallelGen.Wire;

/// <summary>Sends a <see cref="bool"/> as one byte, 0 or 1.</summary>
public readonly struct BooleanCodec : IWireCodec<bool>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, bool value) => writer.WriteBoolean(value);

    /// <inheritdoc/>
    public static bool Read(ref WireReader reader) => reader.ReadBoolean();
}
