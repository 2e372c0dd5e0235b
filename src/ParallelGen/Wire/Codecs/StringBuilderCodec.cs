using System.Text;

namespace ParallelGen.Wire;

/// <summary>Sends the text of a <see cref="StringBuilder"/>, or null; its capacities are not sent.</summary>
public readonly struct StringBuilderCodec : IWireCodec<StringBuilder?>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, StringBuilder? value) => writer.WriteString(value?.ToString());

    /// <inheritdoc/>
    public static StringBuilder? Read(ref WireReader reader) => reader.ReadString() is { } text ? new StringBuilder(text) : null;
}
