using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace ParallelGen.Wire;

/// <summary>Sends an <see cref="ImmutableArray{T}"/> item by item; the default value arrives as the default value, not as an empty array.</summary>
/// <typeparam name="T">The items' type.</typeparam>
/// <typeparam name="TCodec">The items' codec.</typeparam>
public readonly struct ImmutableArrayCodec<T, TCodec> : IWireCodec<ImmutableArray<T>>
    where TCodec : IWireCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, ImmutableArray<T> value) =>
        ArrayCodec<T, TCodec>.Write(ref writer, ImmutableCollectionsMarshal.AsArray(value));

    /// <inheritdoc/>
    public static ImmutableArray<T> Read(ref WireReader reader) =>
        ImmutableCollectionsMarshal.AsImmutableArray(ArrayCodec<T, TCodec>.Read(ref reader));
}
