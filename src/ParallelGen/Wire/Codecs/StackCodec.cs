using System.Runtime.CompilerServices;

namespace ParallelGen.Wire;

/// <summary>Sends a <see cref="Stack{T}"/>, lowest item first, or null. A type derived from it is refused.</summary>
/// <typeparam name="T">The items' type.</typeparam>
/// <typeparam name="TCodec">The items' codec.</typeparam>
public readonly struct StackCodec<T, TCodec> : IWireCodec<Stack<T>?>
    where TCodec : IWireCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, Stack<T>? value)
    {
        T[] items = value?.ToArray() ?? [];
        if (CollectionWriter.BeginExact(ref writer, value, items.Length))
        {
            Array.Reverse(items);
            CollectionWriter.Items<T, TCodec>(ref writer, items);
            writer.Leave();
        }
    }

    /// <inheritdoc/>
    public static Stack<T>? Read(ref WireReader reader)
    {
        if (!CollectionReader.Begin(ref reader, 1, out int count))
        {
            return null;
        }

        var items = new Stack<T>(reader.TakeCapacity(count, Unsafe.SizeOf<T>()));
        for (int i = 0; i < count; i++)
        {
            items.Push(TCodec.Read(ref reader));
        }

        reader.Leave();
        return items;
    }
}
