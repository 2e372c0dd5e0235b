namespace ParallelGen.Wire;

/// <summary>Sends a <see cref="string"/> or null; any string survives, valid Unicode or not.</summary>
public readonly struct StringCodec : IWireCodec<string?>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, string? value) => writer.WriteString(value);

    /// <inheritdoc/>
    public static string? Read(ref WireReader reader) => reader.ReadString();
}
