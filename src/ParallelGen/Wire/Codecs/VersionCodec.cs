namespace ParallelGen.Wire;

/// <summary>Sends a <see cref="Version"/> as the number of its components, 0 for null, and the components that are defined.</summary>
public readonly struct VersionCodec : IWireCodec<Version?>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, Version? value)
    {
        if (value is null)
        {
            writer.WriteByte(0);
            return;
        }

        int components = value.Revision >= 0 ? 4 : value.Build >= 0 ? 3 : 2;
        writer.WriteByte((byte)components);
        ReadOnlySpan<int> numbers = [value.Major, value.Minor, value.Build, value.Revision];
        writer.WriteUnmanagedSpan(numbers[..components]);
    }

    /// <inheritdoc/>
    public static Version? Read(ref WireReader reader) => reader.ReadByte() switch
    {
        0 => null,
        2 => new Version(Component(ref reader), Component(ref reader)),
        3 => new Version(Component(ref reader), Component(ref reader), Component(ref reader)),
        4 => new Version(Component(ref reader), Component(ref reader), Component(ref reader), Component(ref reader)),
        byte other => throw new WireFormatException($"A Version cannot have {other} components."),
    };

    private static int Component(ref WireReader reader)
    {
        int component = reader.ReadInt32();
        return component >= 0 ? component : throw new WireFormatException("A component of a Version is negative.");
    }
}
