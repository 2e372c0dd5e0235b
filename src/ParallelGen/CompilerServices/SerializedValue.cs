using System.ComponentModel;
using ParallelGen.Wire;

namespace ParallelGen.CompilerServices;

/// <summary>Carries what another serializer makes of a value, as bytes. Infrastructure for generated code; thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SerializedValue
{
    /// <summary>Serializes a value and writes the bytes behind their count.</summary>
    /// <exception cref="WireEncodingException">The serializer refused it.</exception>
    public static void Write<T>(ref WireWriter writer, T value, Func<T, byte[]> serialize)
    {
        ArgumentNullException.ThrowIfNull(serialize);
        byte[] bytes;
        try
        {
            bytes = serialize(value);
        }
        catch (Exception error)
        {
            throw new WireEncodingException($"A {typeof(T)} was refused by its serializer: {error.Message}", error);
        }

        BlockArrayCodec<byte>.Write(ref writer, bytes);
    }

    /// <summary>Reads bytes and makes a value of them.</summary>
    /// <exception cref="WireFormatException">The serializer refused them, or there are none.</exception>
    public static T Read<T>(ref WireReader reader, Func<byte[], T> deserialize)
    {
        ArgumentNullException.ThrowIfNull(deserialize);
        byte[] bytes = BlockArrayCodec<byte>.Read(ref reader) ?? throw new WireFormatException($"The bytes of a {typeof(T)} are missing.");
        try
        {
            return deserialize(bytes);
        }
        catch (Exception error)
        {
            throw new WireFormatException($"The bytes of a {typeof(T)} were refused by its serializer: {error.Message}", error);
        }
    }
}
