using System.Collections.ObjectModel;

namespace ParallelGen.Wire;

/// <summary>
/// Sends a <see cref="ReadOnlySet{T}"/>, or null; it arrives over a <see cref="HashSet{T}"/> of its own with the comparer of the one
/// that it is a view of. A type derived from it is refused, and so is a comparer of one's own.
/// </summary>
/// <typeparam name="T">The items' type.</typeparam>
/// <typeparam name="TCodec">The items' codec.</typeparam>
public readonly struct ReadOnlySetCodec<T, TCodec> : IWireCodec<ReadOnlySet<T>?>
    where TCodec : IWireCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, ReadOnlySet<T>? value)
    {
        CollectionWriter.ThrowIfDerived(value);
        SetInterfaceCodec<ISet<T>, T, TCodec>.Write(ref writer, value is null ? null : ReadOnlySetView<T>.Inner(value));
    }

    /// <inheritdoc/>
    public static ReadOnlySet<T>? Read(ref WireReader reader) =>
        HashSetCodec<T, TCodec>.Read(ref reader) is { } items ? new ReadOnlySet<T>(items) : null;
}
