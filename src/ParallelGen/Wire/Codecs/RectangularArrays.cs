using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ParallelGen.Wire;

/// <summary>What the codecs of rectangular arrays share: whether there is one, and the length of each dimension.</summary>
internal static class RectangularArrays
{
    /// <summary>Writes null, or enters the array and writes its lengths. False: there is nothing more to write.</summary>
    /// <exception cref="WireEncodingException">A dimension does not count from 0, or there are more items than a message can hold.</exception>
    public static bool Begin(ref WireWriter writer, [NotNullWhen(true)] Array? array)
    {
        writer.WriteBoolean(array is not null);
        if (array is null)
        {
            return false;
        }

        writer.Enter();
        for (int i = 0; i < array.Rank; i++)
        {
            if (array.GetLowerBound(i) != 0)
            {
                throw new WireEncodingException(
                    $"A {array.GetType()} counts its dimension {i} from {array.GetLowerBound(i)}, and only arrays that count from 0 can be sent. Copy it into one.");
            }

            writer.WriteCount(array.GetLength(i));
        }

        return array.LongLength <= Array.MaxLength
            ? true
            : throw new WireEncodingException($"A {array.GetType()} has {array.LongLength:N0} items; one call can carry about 2 GiB.");
    }

    /// <summary>Enters an array and reads its lengths. False for null: there is nothing more to read.</summary>
    /// <exception cref="WireFormatException">There is no array of these lengths, or its items do not fit into what is left.</exception>
    public static bool Begin<TArray>(ref WireReader reader, int bytesPerItem, out int[] lengths, out int count)
    {
        lengths = [];
        count = 0;
        if (!reader.ReadBoolean())
        {
            return false;
        }

        reader.Enter();
        lengths = new int[typeof(TArray).GetArrayRank()];
        ulong total = 1;
        for (int i = 0; i < lengths.Length; i++)
        {
            lengths[i] = reader.ReadCount(0);
            total *= (uint)lengths[i];
            // The runtime's own limits, in its own order: lengths behind a zero count only from there.
            if (lengths[i] > Array.MaxLength || total > uint.MaxValue)
            {
                throw new WireFormatException($"There is no {typeof(TArray)} of the lengths on the wire.");
            }
        }

        if (total * (uint)bytesPerItem > (uint)reader.Remaining)
        {
            throw new WireFormatException($"A {typeof(TArray)} of {total} items of at least {bytesPerItem} bytes does not fit into the {reader.Remaining} bytes that are left.");
        }

        count = (int)total;
        return true;
    }

    /// <summary>An array of this type with all its items still to be set.</summary>
    public static Array Create<TArray>(int[] lengths) => Array.CreateInstanceFromArrayType(typeof(TArray), lengths);

    /// <summary>All items, the last dimension running fastest. Not to be written through if the array may be one of a derived type.</summary>
    public static Span<T> Items<T>(Array array) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);
}
