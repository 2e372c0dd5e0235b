using System.Collections.Immutable;

namespace ParallelGen.Wire;

/// <summary>Sends an <see cref="ImmutableList{T}"/>, or null.</summary>
/// <typeparam name="T">The items' type.</typeparam>
/// <typeparam name="TCodec">The items' codec.</typeparam>
public readonly struct ImmutableListCodec<T, TCodec> : IWireCodec<ImmutableList<T>?>
    where TCodec : IWireCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, ImmutableList<T>? value)
    {
        int count = value?.Count ?? 0;
        if (CollectionWriter.Begin(ref writer, value, count))
        {
            CollectionWriter.Items<ImmutableList<T>.Enumerator, T, TCodec>(ref writer, value.GetEnumerator(), count, value);
            writer.Leave();
        }
    }

    /// <inheritdoc/>
    public static ImmutableList<T>? Read(ref WireReader reader) =>
        ArrayCodec<T, TCodec>.Read(ref reader) is { } items ? ImmutableList.Create(items) : null;
}
