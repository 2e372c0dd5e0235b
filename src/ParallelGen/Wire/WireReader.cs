using System.Buffers.Binary;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ParallelGen.Memory;

namespace ParallelGen;

/// <summary>Takes values from a message that came from another process.</summary>
/// <remarks>
/// The bytes are treated as hostile: every length is checked against what is really there before anything is allocated, and
/// whatever does not fit is a <see cref="WireFormatException"/>. A reader belongs to one thread and is always passed by reference.
/// </remarks>
public ref struct WireReader
{
    /// <summary>
    /// How many bytes may be allocated ahead of their items for each byte of the message. Every item takes a byte or more, so
    /// that this covers the entry of a hash table, and every honest collection of references gets its whole size at once.
    /// </summary>
    private const int CapacityPerByte = 32;

    /// <summary>The capacity of a collection for which there is nothing left to allocate ahead.</summary>
    private const int LeastCapacity = 4;

    private readonly ReadOnlySpan<byte> _bytes;
    private int _position;
    private int _depth;
    private long _capacityLeft;

    internal WireReader(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
        _capacityLeft = (long)bytes.Length * CapacityPerByte;
    }

    /// <summary>How many bytes are left.</summary>
    public readonly int Remaining => _bytes.Length - _position;

    /// <summary>Reads one byte.</summary>
    /// <exception cref="WireFormatException">The message ends here.</exception>
    public byte ReadByte() => Take(1)[0];

    /// <summary>Reads a Boolean.</summary>
    /// <exception cref="WireFormatException">The byte is neither 0 nor 1.</exception>
    public bool ReadBoolean() => ReadByte() switch
    {
        0 => false,
        1 => true,
        byte other => throw new WireFormatException($"{other} is not a Boolean."),
    };

    /// <summary>Reads two bytes, little-endian.</summary>
    public short ReadInt16() => BinaryPrimitives.ReadInt16LittleEndian(Take(sizeof(short)));

    /// <summary>Reads four bytes, little-endian.</summary>
    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    /// <summary>Reads four bytes, little-endian.</summary>
    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    /// <summary>Reads eight bytes, little-endian.</summary>
    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    /// <summary>Reads eight bytes, little-endian.</summary>
    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    /// <summary>Reads four bytes, little-endian.</summary>
    public float ReadSingle() => BinaryPrimitives.ReadSingleLittleEndian(Take(sizeof(float)));

    /// <summary>Reads eight bytes, little-endian.</summary>
    public double ReadDouble() => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));

    /// <summary>Reads the memory image of a type without references.</summary>
    public T ReadUnmanaged<T>() where T : unmanaged =>
        Unsafe.ReadUnaligned<T>(ref MemoryMarshal.GetReference(Take(Unsafe.SizeOf<T>())));

    /// <summary>Fills a span from one block of memory.</summary>
    public void ReadUnmanagedSpan<T>(scoped Span<T> values) where T : unmanaged
    {
        Span<byte> target = MemoryMarshal.AsBytes(values);
        FreshPages.Provide(target);
        Take(target.Length).CopyTo(target);
    }

    /// <summary>Reads <paramref name="count"/> bytes in place. The span is valid while the message is.</summary>
    /// <exception cref="WireFormatException">The count, which may come from the message itself, is negative or more than is left.</exception>
    public ReadOnlySpan<byte> ReadBytes(int count) => Take(count);

    /// <summary>Reads a count of items, each of which takes at least <paramref name="bytesPerItem"/> bytes.</summary>
    /// <remarks>
    /// Pass 0 for a number that is not a count of what follows, such as a count plus one: the check would refuse good messages.
    /// </remarks>
    /// <exception cref="WireFormatException">The message is too short to hold that many, or the count is not one that was written.</exception>
    public int ReadCount(int bytesPerItem = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytesPerItem);
        uint count = ReadVariable();
        if (count > int.MaxValue || (long)count * bytesPerItem > Remaining)
        {
            throw new WireFormatException($"A count of {count} items of at least {bytesPerItem} bytes does not fit into the {Remaining} bytes that are left.");
        }

        return (int)count;
    }

    /// <summary>Reads the number that tells a null (0) or a listed type apart, as <see cref="WireWriter.WriteCount"/> wrote it.</summary>
    /// <remarks>Unlike a count it says nothing about the bytes that follow.</remarks>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public int ReadTag() => ReadCount(0);

    /// <summary>
    /// How many items to make room for before they are read. The sum over a message is bounded by its length: a nest of
    /// collections, each claiming that all of the rest is its own, gets small ones, which grow as items really come.
    /// </summary>
    internal int TakeCapacity(int count, int itemSize)
    {
        long size = (long)count * itemSize;
        if (size > _capacityLeft)
        {
            return Math.Min(count, LeastCapacity);
        }

        _capacityLeft -= size;
        return count;
    }

    /// <summary>Reads a string or null.</summary>
    public string? ReadString()
    {
        uint length = ReadVariable();
        if (length == 0)
        {
            return null;
        }

        length--;
        if (length > (uint)Remaining / sizeof(char))
        {
            throw new WireFormatException($"A string of {length} characters does not fit into the {Remaining} bytes that are left.");
        }

        return new string(MemoryMarshal.Cast<byte, char>(Take((int)length * sizeof(char))));
    }

    /// <summary>Enters an object or collection. Every call is matched by one of <see cref="Leave"/>.</summary>
    /// <exception cref="WireFormatException">The message is nested deeper than <see cref="WireWriter.MaxDepth"/>.</exception>
    public void Enter()
    {
        if (++_depth > WireWriter.MaxDepth)
        {
            throw new WireFormatException($"The message is nested more than {WireWriter.MaxDepth} deep.");
        }
    }

    /// <summary>Leaves what <see cref="Enter"/> entered.</summary>
    public void Leave() => _depth--;

    /// <summary>Reads whether an object is there and enters it. False for null: there is nothing more to read.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool BeginObject()
    {
        if (!ReadBoolean())
        {
            return false;
        }

        Enter();
        return true;
    }

    /// <summary>Ends what <see cref="BeginObject"/> started.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void EndObject() => Leave();

    /// <summary>Throws for the number of a derived type that the declaration does not list.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [DoesNotReturn]
    public static void ThrowUnknownTag(Type declared, int tag) =>
        throw new WireFormatException($"{tag} is not the number of a type listed on {declared}.");

    /// <summary>Throws if the message holds more than was read: reader and writer disagree about its shape.</summary>
    internal readonly void ThrowIfNotAtEnd()
    {
        if (Remaining != 0)
        {
            throw LeftOver(Remaining);
        }
    }

    private static WireFormatException LeftOver(int bytes) => new($"{bytes} bytes are left over after the last value.");

    /// <summary>Refuses encodings that the writer never makes: longer than needed or past 32 bits.</summary>
    private uint ReadVariable()
    {
        ulong value = 0;
        for (int shift = 0; shift < 35; shift += 7)
        {
            byte next = ReadByte();
            value |= (ulong)(next & 0x7Fu) << shift;
            if (next < 0x80)
            {
                if (next == 0 && shift > 0)
                {
                    throw new WireFormatException("A count takes more bytes than it needs.");
                }

                return value <= uint.MaxValue ? (uint)value : throw new WireFormatException("A count passes 32 bits.");
            }
        }

        throw new WireFormatException("A count takes more than five bytes.");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> Take(int size)
    {
        int start = _position;
        if ((uint)size > (uint)(_bytes.Length - start))
        {
            ThrowTooShort(size);
        }

        _position = start + size;
        return _bytes.Slice(start, size);
    }

    [DoesNotReturn]
    private readonly void ThrowTooShort(int size) =>
        throw new WireFormatException($"{size} bytes are needed where {Remaining} are left.");
}
