using System.Buffers;

namespace ParallelGen.Wire;

/// <summary>A growing byte buffer from the shared pool. Not thread-safe; whoever holds it disposes it once.</summary>
internal sealed class WireBuffer : IDisposable
{
    private byte[] _bytes = [];

    /// <summary>How many bytes are in use. Set by the owner when a <see cref="WireWriter"/> over this buffer is flushed.</summary>
    public int Length { get; set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

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

        long wanted = Math.Min(Math.Max(needed, Math.Max(256L, _bytes.Length * 2L)), System.Array.MaxLength);
        byte[] larger = ArrayPool<byte>.Shared.Rent((int)wanted);
        _bytes.AsSpan(0, used).CopyTo(larger);
        Return();
        _bytes = larger;
        return larger;
    }

    public void Dispose()
    {
        Return();
        _bytes = [];
        Length = 0;
    }

    private void Return()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }
    }
}
