using System.Runtime.CompilerServices;

namespace ParallelGen.Wire;

/// <summary>
/// Sends a rectangular array of any rank, of a type without references, as one block of memory, or null. Every dimension must
/// count from 0.
/// </summary>
/// <typeparam name="TArray">The array's type, such as <c>double[,]</c>.</typeparam>
/// <typeparam name="T">A type of which every bit pattern is a value.</typeparam>
public readonly struct BlockRectangularArrayCodec<TArray, T> : IWireCodec<TArray?>
    where TArray : class
    where T : unmanaged
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, TArray? value)
    {
        var array = (Array?)(object?)value;
        if (RectangularArrays.Begin(ref writer, array))
        {
            writer.WriteUnmanagedSpan<T>(RectangularArrays.Items<T>(array));
            writer.Leave();
        }
    }

    /// <inheritdoc/>
    public static TArray? Read(ref WireReader reader)
    {
        if (!RectangularArrays.Begin<TArray>(ref reader, Unsafe.SizeOf<T>(), out int[] lengths, out _))
        {
            return null;
        }

        Array array = RectangularArrays.Create<TArray>(lengths);
        reader.ReadUnmanagedSpan(RectangularArrays.Items<T>(array));
        reader.Leave();
        return (TArray)(object)array;
    }
}
