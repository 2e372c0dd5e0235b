using System.Collections.Immutable;

namespace ParallelGen.Wire;

/// <summary>Sends any <see cref="IImmutableList{T}"/>, or null. It arrives as an <see cref="ImmutableList{T}"/>.</summary>
/// <typeparam name="T">The items' type.</typeparam>
/// <typeparam name="TCodec">The items' codec.</typeparam>
public readonly struct ImmutableListInterfaceCodec<T, TCodec> : IWireCodec<IImmutableList<T>?>
    where TCodec : IWireCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, IImmutableList<T>? value) =>
        ListInterfaceCodec<IImmutableList<T>, T, TCodec>.Write(ref writer, value);

    /// <inheritdoc/>
    public static IImmutableList<T>? Read(ref WireReader reader) => ImmutableListCodec<T, TCodec>.Read(ref reader);
}
