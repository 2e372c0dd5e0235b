using System.Collections.Immutable;

namespace ParallelGen.Wire;

/// <summary>Sends any <see cref="IImmutableStack{T}"/>, lowest item first, or null. It arrives as an <see cref="ImmutableStack{T}"/>.</summary>
/// <typeparam name="T">The items' type.</typeparam>
/// <typeparam name="TCodec">The items' codec.</typeparam>
public readonly struct ImmutableStackInterfaceCodec<T, TCodec> : IWireCodec<IImmutableStack<T>?>
    where TCodec : IWireCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, IImmutableStack<T>? value)
    {
        T[] items = value?.ToArray() ?? [];
        if (CollectionWriter.Begin(ref writer, value, items.Length))
        {
            Array.Reverse(items);
            CollectionWriter.Items<T, TCodec>(ref writer, items);
            writer.Leave();
        }
    }

    /// <inheritdoc/>
    public static IImmutableStack<T>? Read(ref WireReader reader) => ImmutableStackCodec<T, TCodec>.Read(ref reader);
}
