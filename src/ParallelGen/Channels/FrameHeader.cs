using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ParallelGen.Channels;

/// <summary>What stands before every frame: how long its body is, and four numbers that mean something to the layer above only.</summary>
/// <param name="Kind">What the frame is.</param>
/// <param name="Flags">Marks.</param>
/// <param name="Item">An item's number within a call.</param>
/// <param name="Call">The call that the frame belongs to.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FrameHeader(ushort Kind, ushort Flags = 0, int Item = 0, long Call = 0)
{
    /// <summary>The size of a header on the channel: length, call, item, kind, flags.</summary>
    public const int Size = 24;

    public void Write(Span<byte> target, long length)
    {
        BinaryPrimitives.WriteInt64LittleEndian(target, length);
        BinaryPrimitives.WriteInt64LittleEndian(target[8..], Call);
        BinaryPrimitives.WriteInt32LittleEndian(target[16..], Item);
        BinaryPrimitives.WriteUInt16LittleEndian(target[20..], Kind);
        BinaryPrimitives.WriteUInt16LittleEndian(target[22..], Flags);
    }

    public static FrameHeader Read(ReadOnlySpan<byte> source, out long length)
    {
        length = BinaryPrimitives.ReadInt64LittleEndian(source);
        return new FrameHeader(
            BinaryPrimitives.ReadUInt16LittleEndian(source[20..]),
            BinaryPrimitives.ReadUInt16LittleEndian(source[22..]),
            BinaryPrimitives.ReadInt32LittleEndian(source[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(source[8..]));
    }
}
