using System.Collections.Immutable;

namespace ParallelGen.Wire;

/// <summary>
/// Sends any <see cref="IImmutableSet{T}"/>, or null. It arrives as an <see cref="ImmutableHashSet{T}"/>, with the comparer of the
/// BCL's sets; a set of one's own arrives with the default comparer.
/// </summary>
/// <typeparam name="T">The items' type.</typeparam>
/// <typeparam name="TCodec">The items' codec.</typeparam>
public readonly struct ImmutableSetInterfaceCodec<T, TCodec> : IWireCodec<IImmutableSet<T>?>
    where TCodec : IWireCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, IImmutableSet<T>? value) =>
        SetInterfaceCodec<IImmutableSet<T>, T, TCodec>.Write(ref writer, value);

    /// <inheritdoc/>
    public static IImmutableSet<T>? Read(ref WireReader reader) => ImmutableHashSetCodec<T, TCodec>.Read(ref reader);
}
