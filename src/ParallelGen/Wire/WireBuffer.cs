using ParallelGen.Memory;

namespace ParallelGen.Wire;

/// <summary>A growing byte buffer from the pool of arrays. Not thread-safe; whoever holds it disposes it once.</summary>
internal sealed class WireBuffer : IDisposable
{
    private byte[] _bytes = [];
    private int _start;

    /// <summary>How many bytes are in use. Set by the owner when a <see cref="WireWriter"/> over this buffer is flushed.</summary>
    public int Length { get; set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(_start, Length);

    /// <summary>The whole rented array; what lies past <see cref="Length"/> is garbage.</summary>
    public Span<byte> Array => _bytes;

    /// <summary>Makes room for <paramref name="extra"/> bytes past <paramref name="used"/>, keeping what is used.</summary>
    /// <exception cref="WireEncodingException">The payload would pass the largest array of the runtime.</exception>
    public Span<byte> Grow(int used, int extra)
    {
        long needed = (long)used + extra;
        if (needed > System.Array.MaxLength)
        {
            throw new WireEncodingException(
                $"The arguments or result of one call need more than {System.Array.MaxLength:N0} bytes. Send less in one call, or pass a file path.");
        }

        // Doubling what is large would have pages provided that nobody writes.
        long ahead = _bytes.Length < LargeArrays.Least ? _bytes.Length * 2L : _bytes.Length + (_bytes.Length / 2L);
        long wanted = Math.Min(Math.Max(needed, Math.Max(256L, ahead)), System.Array.MaxLength);
        byte[] larger = LargeArrays.Rent((int)wanted);
        _bytes.AsSpan(0, used).CopyTo(larger);
        Return();
        _bytes = larger;
        return larger;
    }

    /// <summary>Takes over bytes that stand in an array of <see cref="LargeArrays"/>, instead of copying them. They can be read, not written on.</summary>
    public void Adopt(ArraySegment<byte> bytes)
    {
        Return();
        (_bytes, _start, Length) = (bytes.Array!, bytes.Offset, bytes.Count);
    }

    /// <summary>Nothing is in use any more; the array is kept.</summary>
    public void Clear() => (_start, Length) = (0, 0);

    public void Dispose()
    {
        Return();
        _bytes = [];
        Clear();
    }

    private void Return()
    {
        LargeArrays.Return(_bytes);
    }
}
