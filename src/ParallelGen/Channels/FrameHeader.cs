using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ParallelGen.Channels;

/// <summary>What stands before every frame: how long its body is, and four numbers that mean something to the layer above only.</summary>
/// <param name="Kind">What the frame is; less than <see cref="KindLimit"/>.</param>
/// <param name="Flags">Marks.</param>
/// <param name="Item">An item's number within a call.</param>
/// <param name="Call">The call that the frame belongs to.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FrameHeader(ushort Kind, ushort Flags = 0, int Item = 0, long Call = 0)
{
    /// <summary>The size of a whole header on the channel: marks, kind, item, call, length.</summary>
    public const int Size = 24;

    /// <summary>The size of one that says no more than "the <see cref="ToNext"/>" and a length. Most frames of a batch are such.</summary>
    public const int NextSize = 4;

    /// <summary>The longest body behind such a header.</summary>
    public const int MostBehindNext = 64 * 1024;

    /// <summary>The highest bit of the first four bytes tells which of the two it is.</summary>
    public const ushort KindLimit = 0x8000;

    private const uint NextMark = 0x8000_0000;

    /// <summary>What most often follows this frame: the same, of the next item.</summary>
    public FrameHeader ToNext() => this with { Item = unchecked(Item + 1) };

    /// <summary>Whether this is the <see cref="ToNext"/> of another.</summary>
    public bool IsNextOf(in FrameHeader other) =>
        Item == unchecked(other.Item + 1) && Call == other.Call && Kind == other.Kind && Flags == other.Flags;

    public void Write(Span<byte> target, long length)
    {
        Debug.Assert(Kind < KindLimit, "The kind would be taken for a mark.");
        BinaryPrimitives.WriteUInt16LittleEndian(target, Flags);
        BinaryPrimitives.WriteUInt16LittleEndian(target[2..], Kind);
        BinaryPrimitives.WriteInt32LittleEndian(target[4..], Item);
        BinaryPrimitives.WriteInt64LittleEndian(target[8..], Call);
        BinaryPrimitives.WriteInt64LittleEndian(target[16..], length);
    }

    /// <summary>Writes the header of a frame whose other numbers are the <see cref="ToNext"/> of the one before it.</summary>
    public static void WriteNext(Span<byte> target, int length) => BinaryPrimitives.WriteUInt32LittleEndian(target, NextMark | (uint)length);

    public static FrameHeader Read(ReadOnlySpan<byte> source, out long length)
    {
        length = BinaryPrimitives.ReadInt64LittleEndian(source[16..]);
        return new FrameHeader(
            BinaryPrimitives.ReadUInt16LittleEndian(source[2..]),
            BinaryPrimitives.ReadUInt16LittleEndian(source),
            BinaryPrimitives.ReadInt32LittleEndian(source[4..]),
            BinaryPrimitives.ReadInt64LittleEndian(source[8..]));
    }

    /// <summary>Whether the header is a short one. Needs <see cref="NextSize"/> bytes.</summary>
    public static bool IsNext(ReadOnlySpan<byte> source, out int length)
    {
        uint word = BinaryPrimitives.ReadUInt32LittleEndian(source);
        length = (int)(word & ~NextMark);
        return (word & NextMark) != 0;
    }
}
