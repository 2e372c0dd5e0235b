namespace ParallelGen.Wire;

/// <summary>
/// Sends a rectangular array of any rank item by item, the last dimension running fastest, or null. Every dimension must count
/// from 0. An array of a derived item type arrives as one of <typeparamref name="T"/>.
/// </summary>
/// <typeparam name="TArray">The array's type, such as <c>string[,]</c>.</typeparam>
/// <typeparam name="T">The items' type.</typeparam>
/// <typeparam name="TCodec">The items' codec.</typeparam>
public readonly struct RectangularArrayCodec<TArray, T, TCodec> : IWireCodec<TArray?>
    where TArray : class
    where TCodec : IWireCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, TArray? value)
    {
        var array = (Array?)(object?)value;
        if (RectangularArrays.Begin(ref writer, array))
        {
            CollectionWriter.Items<T, TCodec>(ref writer, RectangularArrays.Items<T>(array));
            writer.Leave();
        }
    }

    /// <inheritdoc/>
    public static TArray? Read(ref WireReader reader)
    {
        if (!RectangularArrays.Begin<TArray>(ref reader, 1, out int[] lengths, out int count))
        {
            return null;
        }

        // A list first: it grows only as far as items really come, which a rectangular array cannot.
        T[] items = CollectionReader.Items<T, TCodec>(ref reader, count);
        Array array = RectangularArrays.Create<TArray>(lengths);
        items.CopyTo(RectangularArrays.Items<T>(array));
        reader.Leave();
        return (TArray)(object)array;
    }
}
