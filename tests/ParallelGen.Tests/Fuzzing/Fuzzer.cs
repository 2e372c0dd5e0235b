using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using CsCheck;

namespace ParallelGen.Fuzzing;

/// <summary>
/// Bytes that no good peer would send, the same in every run: good ones with damage for the most part, and wild ones. What a decoder takes
/// for good is damaged further, so that it is led on past its first checks. PARALLELGEN_FUZZ sets how many there are for each kind of decoder.
/// </summary>
internal sealed class Fuzzer(uint seed)
{
    /// <summary>How much may be allocated for a byte of input: the entry of a hash table or a node of a tree, grown in steps.</summary>
    private const int AllocationPerByte = 256;

    /// <summary>What a refusal costs besides: the exception, its message, first use of a type.</summary>
    private const int AllocationSlack = 128 * 1024;

    private const int Longest = 2048;
    private const int Kept = 64;

    /// <summary>No input takes a thousandth of it, but a busy machine may keep this thread waiting.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    private readonly PCG _random = new(seed, 42);
    private readonly List<byte[]> _good = [];
    private readonly byte[] _bytes = new byte[2 * Longest];
    private int _length;

    public delegate void Decoder(ReadOnlySpan<byte> bytes);

    /// <summary>How many inputs a kind of decoder gets.</summary>
    public static int Inputs { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("PARALLELGEN_FUZZ"), CultureInfo.InvariantCulture, out int count) ? count : 100_000;

    /// <summary>Takes bytes of a value.</summary>
    public Fuzzer With(ReadOnlySpan<byte> good)
    {
        if (good.Length is > 0 and <= Longest)
        {
            byte[] copy = good.ToArray();
            if (_good.Count < Kept)
            {
                _good.Add(copy);
            }
            else
            {
                _good[Below(Kept)] = copy;
            }
        }

        return this;
    }

    /// <summary>Feeds a decoder: what comes of each input is a value or a refusal, soon, and for no more memory than the bytes are worth.</summary>
    /// <typeparam name="TRefusal">How it refuses.</typeparam>
    /// <returns>How many were values.</returns>
    public int Feed<TRefusal>(string name, int inputs, Decoder decode) where TRefusal : Exception
    {
        int values = 0;
        for (int number = 0; number < inputs; number++)
        {
            ReadOnlySpan<byte> bytes = Next();
            bool isValue = false;
            // What is made once for a whole process is no fault of the input that is the first to need it.
            if (!IsCheap(bytes, () => isValue = IsValue<TRefusal>(name, number, _bytes.AsSpan(0, _length), decode))
                && !IsCheap(bytes, () => isValue = IsValue<TRefusal>(name, number, _bytes.AsSpan(0, _length), decode)))
            {
                throw new InvalidOperationException($"{name}, input {number}: too much memory or time for {bytes.Length:N0} bytes: {Convert.ToHexString(bytes)}");
            }

            if (isValue)
            {
                values++;
                With(bytes);
            }
        }

        return values;
    }

    /// <summary>The next input. Valid until the one after it.</summary>
    public ReadOnlySpan<byte> Next()
    {
        if (_good.Count == 0 || Below(8) == 0)
        {
            _length = Below(Below(4) == 0 ? 400 : 40);
            for (int i = 0; i < _length; i++)
            {
                // Small ones are counts, marks and nulls.
                _bytes[i] = (byte)(Below(4) == 0 ? Below(256) : Below(6));
            }
        }
        else
        {
            byte[] good = _good[Below(_good.Count)];
            good.CopyTo(_bytes, 0);
            _length = good.Length;
            for (int damage = 1 + Below(4); damage > 0; damage--)
            {
                Damage();
            }
        }

        return _bytes.AsSpan(0, _length);
    }

    /// <summary>A number from 0 to below a bound.</summary>
    public int Below(int bound) => (int)_random.Next((uint)bound);

    private static bool IsCheap(ReadOnlySpan<byte> bytes, Action decode)
    {
        long start = Stopwatch.GetTimestamp();
        long before = GC.GetAllocatedBytesForCurrentThread();
        decode();
        return GC.GetAllocatedBytesForCurrentThread() - before <= ((long)bytes.Length * AllocationPerByte) + AllocationSlack
            && Stopwatch.GetElapsedTime(start) <= s_limit;
    }

    private static bool IsValue<TRefusal>(string name, int number, ReadOnlySpan<byte> bytes, Decoder decode) where TRefusal : Exception
    {
        try
        {
            decode(bytes);
            return true;
        }
        catch (TRefusal)
        {
            return false;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{name}, input {number}: {e.GetType()} for {Convert.ToHexString(bytes)}", e);
        }
    }

    private void Damage()
    {
        if (_length == 0)
        {
            _bytes[_length++] = (byte)Below(256);
            return;
        }

        int at = Below(_length);
        switch (Below(9))
        {
            case 0:
                _bytes[at] ^= (byte)(1 << Below(8));
                break;
            case 1:
                _bytes[at] = (byte)Below(256);
                break;
            case 2:
                _bytes[at] = ((ReadOnlySpan<byte>)[0, 1, 2, 3, 0x7F, 0x80, 0xFE, 0xFF])[Below(8)];
                break;
            case 3 when _length - at >= sizeof(long):
                BinaryPrimitives.WriteInt64LittleEndian(
                    _bytes.AsSpan(at), ((ReadOnlySpan<long>)[0, 1, -1, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue, _length])[Below(8)]);
                break;
            case 4:
                // A count of two thousand million where something smaller stood.
                Replace(at, 1, [0xFF, 0xFF, 0xFF, 0xFF, 0x07]);
                break;
            case 5:
                Replace(at, 1 + Below(Math.Min(16, _length - at)), []);
                break;
            case 6:
                _length = at;
                break;
            case 7:
                byte[] other = _good[Below(_good.Count)];
                Replace(at, Below(_length - at), other.AsSpan(Below(other.Length)));
                break;
            default:
                // Said again, and again.
                Replace(at, 0, _bytes.AsSpan(at, 1 + Below(Math.Min(64, _length - at))).ToArray());
                break;
        }
    }

    private void Replace(int at, int count, ReadOnlySpan<byte> by)
    {
        Span<byte> rest = _bytes.AsSpan(at + count, _length - at - count).ToArray();
        by = by[..Math.Min(by.Length, Longest - at)];
        by.CopyTo(_bytes.AsSpan(at));
        rest = rest[..Math.Min(rest.Length, Longest - at - by.Length)];
        rest.CopyTo(_bytes.AsSpan(at + by.Length));
        _length = at + by.Length + rest.Length;
    }
}
