namespace ParallelGen;

/// <summary>Writes and reads the values of one type when they cross a process boundary.</summary>
/// <remarks>
/// Codecs for most types are emitted by the compiler. Write one by hand for a type whose state the compiler cannot see,
/// and register it with <see cref="WireCodecAttribute"/>. Both members must be pure and thread-safe: they run on any
/// thread of either process. Every value must take at least one byte, and <see cref="Read"/> must consume exactly what
/// <see cref="Write"/> produced.
/// </remarks>
/// <typeparam name="T">The type that crosses.</typeparam>
public interface IWireCodec<T>
{
    /// <summary>Appends <paramref name="value"/> to <paramref name="writer"/>.</summary>
    /// <exception cref="WireEncodingException">The value cannot be written.</exception>
    static abstract void Write(ref WireWriter writer, T value);

    /// <summary>Reads back one value that <see cref="Write"/> wrote.</summary>
    /// <exception cref="WireFormatException">The bytes are not what <see cref="Write"/> produces.</exception>
    static abstract T Read(ref WireReader reader);
}
