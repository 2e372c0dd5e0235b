using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using ParallelGen.Wire;

namespace ParallelGen;

/// <summary>Appends values to a message that goes to another process.</summary>
/// <remarks>
/// The format is private to one pair of processes that run the same build, so it is compact and has no type names or field
/// numbers: little-endian fixed-size numbers, counts as variable-length integers (docs/wire-format.md). Growing is automatic.
/// A writer belongs to one thread and is always passed by reference.
/// </remarks>
public ref struct WireWriter
{
    /// <summary>How deep objects and collections may be nested; a deeper value is an error, not a stack overflow.</summary>
    public const int MaxDepth = 512;

    private readonly WireBuffer _buffer;
    private Span<byte> _span;
    private int _position;
    private int _depth;

    /// <summary>Continues after what <paramref name="buffer"/> already holds.</summary>
    internal WireWriter(WireBuffer buffer)
    {
        _buffer = buffer;
        _span = buffer.Array;
        _position = buffer.Length;
    }

    /// <summary>The number of bytes written so far, counted from the start of the message.</summary>
    public readonly int Position => _position;

    /// <summary>Hands what was written over to the buffer. Whoever made the writer calls it once, at the end.</summary>
    internal readonly void Flush() => _buffer.Length = _position;

    /// <summary>Writes one byte.</summary>
    public void WriteByte(byte value) => Take(1)[0] = value;

    /// <summary>Writes a Boolean as one byte, 0 or 1.</summary>
    public void WriteBoolean(bool value) => WriteByte(value ? (byte)1 : (byte)0);

    /// <summary>Writes two bytes, little-endian.</summary>
    public void WriteInt16(short value) => BinaryPrimitives.WriteInt16LittleEndian(Take(sizeof(short)), value);

    /// <summary>Writes four bytes, little-endian.</summary>
    public void WriteInt32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Take(sizeof(int)), value);

    /// <summary>Writes four bytes, little-endian.</summary>
    public void WriteUInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Take(sizeof(uint)), value);

    /// <summary>Writes eight bytes, little-endian.</summary>
    public void WriteInt64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(sizeof(long)), value);

    /// <summary>Writes eight bytes, little-endian.</summary>
    public void WriteUInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Take(sizeof(ulong)), value);

    /// <summary>Writes four bytes, little-endian, keeping every bit of NaNs.</summary>
    public void WriteSingle(float value) => BinaryPrimitives.WriteSingleLittleEndian(Take(sizeof(float)), value);

    /// <summary>Writes eight bytes, little-endian, keeping every bit of NaNs.</summary>
    public void WriteDouble(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Take(sizeof(double)), value);

    /// <summary>Writes a value of a type without references as its memory image.</summary>
    public void WriteUnmanaged<T>(T value) where T : unmanaged =>
        Unsafe.WriteUnaligned(ref MemoryMarshal.GetReference(Take(Unsafe.SizeOf<T>())), value);

    /// <summary>Writes the items of a span as one block of memory, without a count.</summary>
    /// <exception cref="WireEncodingException">The block would pass 2 GiB.</exception>
    public void WriteUnmanagedSpan<T>(scoped ReadOnlySpan<T> values) where T : unmanaged
    {
        long size = (long)values.Length * Unsafe.SizeOf<T>();
        if (size > Array.MaxLength)
        {
            throw new WireEncodingException($"A block of {values.Length:N0} {typeof(T).Name} takes {size:N0} bytes; one call can carry about 2 GiB.");
        }

        MemoryMarshal.AsBytes(values).CopyTo(Take((int)size));
    }

    /// <summary>Writes bytes as they are, without a count.</summary>
    public void WriteBytes(scoped ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    /// <summary>Writes a count or length as one to five bytes, seven bits each.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public void WriteCount(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        uint rest = (uint)count;
        while (rest >= 0x80)
        {
            WriteByte((byte)(rest | 0x80));
            rest >>= 7;
        }

        WriteByte((byte)rest);
    }

    /// <summary>Writes a string or null: its length in UTF-16 units plus one (0 is null), then the units themselves, so that any string survives, valid Unicode or not.</summary>
    public void WriteString(string? value)
    {
        if (value is null)
        {
            WriteCount(0);
            return;
        }

        WriteCount(checked(value.Length + 1));
        WriteUnmanagedSpan(value.AsSpan());
    }

    /// <summary>Enters an object or collection. Every call is matched by one of <see cref="Leave"/>.</summary>
    /// <exception cref="WireEncodingException">The value is nested deeper than <see cref="MaxDepth"/>; often it contains itself.</exception>
    public void Enter()
    {
        if (++_depth > MaxDepth)
        {
            throw new WireEncodingException($"The value is nested more than {MaxDepth} deep, or contains itself. Flatten it, or give its type an IWireCodec.");
        }
    }

    /// <summary>Leaves what <see cref="Enter"/> entered.</summary>
    public void Leave() => _depth--;

    /// <summary>
    /// Starts an object of a class: writes whether it is there and enters it. False for null: there is nothing more to write.
    /// </summary>
    /// <exception cref="WireEncodingException">The object's own type is not <typeparamref name="T"/>: writing it as one would slice it.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool BeginObject<T>([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] T? value) where T : class
    {
        if (value is null)
        {
            WriteByte(0);
            return false;
        }

        if (value.GetType() != typeof(T))
        {
            ThrowNotListed(typeof(T), value.GetType());
        }

        WriteByte(1);
        Enter();
        return true;
    }

    /// <summary>Ends what <see cref="BeginObject{T}"/> started.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void EndObject() => Leave();

    /// <summary>Throws for an object whose own type its declaration does not list.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    public static void ThrowNotListed(Type declared, Type actual) => throw new WireEncodingException(
        $"A {actual} stands where {declared} is declared, and would arrive sliced. Declare {actual.Name} itself, or list it on {declared.Name} with [JsonDerivedType(typeof({actual.Name}))].");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<byte> Take(int size)
    {
        int start = _position;
        if (size > _span.Length - start)
        {
            _span = _buffer.Grow(start, size);
        }

        _position = start + size;
        return _span.Slice(start, size);
    }
}
