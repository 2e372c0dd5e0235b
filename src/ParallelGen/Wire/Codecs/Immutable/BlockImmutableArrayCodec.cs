using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace ParallelGen.Wire;

/// <summary>
/// Sends an <see cref="ImmutableArray{T}"/> of a type without references as one block of memory; the default value arrives as the
/// default value, not as an empty array.
/// </summary>
/// <typeparam name="T">A type of which every bit pattern is a value.</typeparam>
public readonly struct BlockImmutableArrayCodec<T> : IWireCodec<ImmutableArray<T>> where T : unmanaged
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, ImmutableArray<T> value) =>
        BlockArrayCodec<T>.Write(ref writer, ImmutableCollectionsMarshal.AsArray(value));

    /// <inheritdoc/>
    public static ImmutableArray<T> Read(ref WireReader reader) =>
        ImmutableCollectionsMarshal.AsImmutableArray(BlockArrayCodec<T>.Read(ref reader));
}
