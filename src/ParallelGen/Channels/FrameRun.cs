namespace ParallelGen.Channels;

/// <summary>Frames that stand one behind the other, each of them the <see cref="FrameHeader.ToNext"/> of the one before. Valid as long as a frame that was read.</summary>
/// <remarks>Who makes one has seen that so many whole frames are there, so nothing here can run past the end.</remarks>
internal ref struct FrameRun(ReadOnlySpan<byte> bytes, int count)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>How many frames have not been taken.</summary>
    public int Count { get; private set; } = count;

    /// <summary>The body of the first of them.</summary>
    public readonly ReadOnlySpan<byte> Body => _rest.Slice(FrameHeader.NextSize, Length);

    private readonly int Length
    {
        get
        {
            _ = FrameHeader.IsNext(_rest, out int length);
            return length;
        }
    }

    /// <summary>The first of them is taken. There must be one.</summary>
    public void Advance()
    {
        _rest = _rest[(FrameHeader.NextSize + Length)..];
        Count--;
    }
}
