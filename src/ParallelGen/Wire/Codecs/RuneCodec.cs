using System.Text;

namespace ParallelGen.Wire;

/// <summary>Sends a <see cref="Rune"/> as its scalar value.</summary>
public readonly struct RuneCodec : IWireCodec<Rune>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, Rune value) => writer.WriteInt32(value.Value);

    /// <inheritdoc/>
    public static Rune Read(ref WireReader reader)
    {
        uint value = reader.ReadUInt32();
        return Rune.TryCreate(value, out Rune rune) ? rune : throw new WireFormatException($"{value} is not a Unicode scalar value.");
    }
}
