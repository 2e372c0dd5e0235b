namespace ParallelGen.Wire;

/// <summary>Sends a <see cref="decimal"/> as its four words; scale and sign of zero survive.</summary>
public readonly struct DecimalCodec : IWireCodec<decimal>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, decimal value)
    {
        Span<int> words = stackalloc int[4];
        decimal.GetBits(value, words);
        writer.WriteUnmanagedSpan<int>(words);
    }

    /// <inheritdoc/>
    public static decimal Read(ref WireReader reader)
    {
        Span<int> words = stackalloc int[4];
        reader.ReadUnmanagedSpan(words);
        try
        {
            return new decimal(words);
        }
        catch (ArgumentException error)
        {
            throw new WireFormatException("The words are not those of a decimal.", error);
        }
    }
}
