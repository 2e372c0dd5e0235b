using System.Collections.Immutable;

namespace ParallelGen.Wire;

/// <summary>Sends any <see cref="IImmutableQueue{T}"/>, oldest item first, or null. It arrives as an <see cref="ImmutableQueue{T}"/>.</summary>
/// <typeparam name="T">The items' type.</typeparam>
/// <typeparam name="TCodec">The items' codec.</typeparam>
public readonly struct ImmutableQueueInterfaceCodec<T, TCodec> : IWireCodec<IImmutableQueue<T>?>
    where TCodec : IWireCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, IImmutableQueue<T>? value)
    {
        T[] items = value?.ToArray() ?? [];
        if (CollectionWriter.Begin(ref writer, value, items.Length))
        {
            CollectionWriter.Items<T, TCodec>(ref writer, items);
            writer.Leave();
        }
    }

    /// <inheritdoc/>
    public static IImmutableQueue<T>? Read(ref WireReader reader) => ImmutableQueueCodec<T, TCodec>.Read(ref reader);
}
