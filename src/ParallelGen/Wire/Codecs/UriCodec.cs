namespace ParallelGen.Wire;

/// <summary>Sends a <see cref="Uri"/> as the text it was made of, and whether it is absolute.</summary>
public readonly struct UriCodec : IWireCodec<Uri?>
{
    private const byte Null = 0;
    private const byte Absolute = 1;
    private const byte Relative = 2;

    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, Uri? value)
    {
        if (value is null)
        {
            writer.WriteByte(Null);
            return;
        }

        if (value.GetType() != typeof(Uri))
        {
            throw new WireEncodingException($"A {value.GetType()} stands where {typeof(Uri)} is declared, and would arrive sliced. Give its type an IWireCodec.");
        }

        writer.WriteByte(value.IsAbsoluteUri ? Absolute : Relative);
        writer.WriteString(value.OriginalString);
    }

    /// <inheritdoc/>
    public static Uri? Read(ref WireReader reader)
    {
        byte kind = reader.ReadByte();
        if (kind == Null)
        {
            return null;
        }

        if (kind is not (Absolute or Relative))
        {
            throw new WireFormatException($"{kind} is not the kind of a Uri.");
        }

        string? text = reader.ReadString();
        return Uri.TryCreate(text, kind == Absolute ? UriKind.Absolute : UriKind.Relative, out Uri? uri)
            ? uri
            : throw new WireFormatException("The text is not that of a Uri.");
    }
}
