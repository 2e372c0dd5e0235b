using ParallelGen.Wire;

namespace ParallelGen;

/// <summary>Encodes and decodes single values, as calls to another process do: for tests of hand-written codecs.</summary>
/// <remarks>
/// The bytes are private to one build of the program, so they are not for storage. Thread-safe, as codecs must be.
/// <code>
/// byte[] bytes = WireBytes.Encode&lt;Money, MoneyCodec&gt;(new Money(5, "EUR"));
/// Assert.Equal(new Money(5, "EUR"), WireBytes.Decode&lt;Money, MoneyCodec&gt;(bytes));
/// </code>
/// </remarks>
public static class WireBytes
{
    /// <summary>Encodes one value.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <typeparam name="TCodec">Its codec.</typeparam>
    /// <exception cref="WireEncodingException">The value cannot be written, or the codec wrote nothing at all: every value must take at least one byte.</exception>
    public static byte[] Encode<T, TCodec>(T value) where TCodec : IWireCodec<T>
    {
        using var buffer = new WireBuffer();
        var writer = new WireWriter(buffer);
        TCodec.Write(ref writer, value);
        writer.Flush();
        return buffer.Length > 0
            ? buffer.Written.ToArray()
            : throw new WireEncodingException($"{typeof(TCodec)} wrote nothing; every value must take at least one byte.");
    }

    /// <summary>Decodes one value.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <typeparam name="TCodec">Its codec.</typeparam>
    /// <exception cref="WireFormatException">The bytes are not what the codec writes, or it left some of them unread.</exception>
    public static T Decode<T, TCodec>(ReadOnlySpan<byte> bytes) where TCodec : IWireCodec<T>
    {
        var reader = new WireReader(bytes);
        T value = TCodec.Read(ref reader);
        reader.ThrowIfNotAtEnd();
        return value;
    }
}
