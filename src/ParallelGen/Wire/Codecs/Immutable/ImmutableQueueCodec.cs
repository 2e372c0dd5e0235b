using System.Collections.Immutable;

namespace ParallelGen.Wire;

/// <summary>Sends an <see cref="ImmutableQueue{T}"/>, oldest item first, or null.</summary>
/// <typeparam name="T">The items' type.</typeparam>
/// <typeparam name="TCodec">The items' codec.</typeparam>
public readonly struct ImmutableQueueCodec<T, TCodec> : IWireCodec<ImmutableQueue<T>?>
    where TCodec : IWireCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, ImmutableQueue<T>? value) =>
        ImmutableQueueInterfaceCodec<T, TCodec>.Write(ref writer, value);

    /// <inheritdoc/>
    public static ImmutableQueue<T>? Read(ref WireReader reader) =>
        ArrayCodec<T, TCodec>.Read(ref reader) is { } items ? ImmutableQueue.Create(items) : null;
}
