namespace ParallelGen.Tests.Processes;

/// <summary>A codec that cannot write one number and cannot read another.</summary>
internal readonly struct PickyCodec : IWireCodec<int>
{
    public const int Unwritable = -1;
    public const int Unreadable = -2;

    public static void Write(ref WireWriter writer, int value)
    {
        if (value == Unwritable)
        {
            throw new WireEncodingException("unwritable");
        }

        writer.WriteInt32(value);
    }

    public static int Read(ref WireReader reader) => reader.ReadInt32() is var value && value != Unreadable ? value : throw new FormatException("unreadable");
}
