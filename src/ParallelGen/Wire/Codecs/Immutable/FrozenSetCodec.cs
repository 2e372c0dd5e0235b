using System.Collections.Frozen;

namespace ParallelGen.Wire;

/// <summary>Sends a <see cref="FrozenSet{T}"/> with its comparer, or null. A comparer of one's own is refused.</summary>
/// <typeparam name="T">The items' type.</typeparam>
/// <typeparam name="TCodec">The items' codec.</typeparam>
public readonly struct FrozenSetCodec<T, TCodec> : IWireCodec<FrozenSet<T>?>
    where TCodec : IWireCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, FrozenSet<T>? value) =>
        SetInterfaceCodec<FrozenSet<T>, T, TCodec>.Write(ref writer, value);

    /// <inheritdoc/>
    public static FrozenSet<T>? Read(ref WireReader reader) =>
        HashSetCodec<T, TCodec>.Read(ref reader) is { } items ? items.ToFrozenSet(items.Comparer) : null;
}
