using System.Numerics;
using System.Runtime.InteropServices;

namespace ParallelGen.Execution;

/// <summary>
/// Values by index, in an array of the expected length and, for what goes beyond it, in segments that double. Nothing is ever moved,
/// so one thread may grow it while others store at indexes that it has room for.
/// </summary>
internal struct ResultSegments<T>
{
    private const int FirstSegmentBits = 6;

    private T[] _expected = [];
    private T[][]? _more;
    private int _segments;

    public ResultSegments() { }

    /// <summary>How many values there is room for.</summary>
    public readonly long Capacity => _expected.Length + (1L << (FirstSegmentBits + _segments)) - (1L << FirstSegmentBits);

    /// <summary>Makes room at once for a number of values. Before anything else.</summary>
    public void Expect(int count) => _expected = new T[count];

    /// <summary>Makes room for all indexes below <paramref name="total"/>. One thread at a time.</summary>
    public void Grow(long total)
    {
        while (total > Capacity)
        {
            _more ??= new T[32 - FirstSegmentBits][];
            _more[_segments] = new T[1 << (FirstSegmentBits + _segments)];
            _segments++;
        }
    }

    /// <summary>The place of a value. Any thread that knows of the growth which made room for it.</summary>
    public readonly ref T this[long index] => ref MemoryMarshal.GetReference(Row(index, 1));

    /// <summary>The places of values from an index on, as many of them as stand in a row. The same.</summary>
    public readonly Span<T> Row(long index, int count)
    {
        T[] row = _expected;
        if (index >= row.Length)
        {
            uint place = (uint)(index - row.Length + (1 << FirstSegmentBits));
            int bits = BitOperations.Log2(place);
            (row, index) = (_more![bits - FirstSegmentBits], place - (1u << bits));
        }

        return row.AsSpan((int)index, Math.Min(count, row.Length - (int)index));
    }

    /// <summary>The first values in one array, which is the expected one if that has just this length.</summary>
    public readonly T[] ToArray(int count)
    {
        if (count == _expected.Length)
        {
            return _expected;
        }

        T[] all = GC.AllocateUninitializedArray<T>(count);
        int copied = Math.Min(count, _expected.Length);
        Array.Copy(_expected, all, copied);
        for (int i = 0; copied < count; i++)
        {
            int length = Math.Min(count - copied, _more![i].Length);
            Array.Copy(_more[i], 0, all, copied, length);
            copied += length;
        }

        return all;
    }
}
