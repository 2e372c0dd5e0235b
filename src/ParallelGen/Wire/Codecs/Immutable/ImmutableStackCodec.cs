using System.Collections.Immutable;

namespace ParallelGen.Wire;

/// <summary>Sends an <see cref="ImmutableStack{T}"/>, lowest item first, or null.</summary>
/// <typeparam name="T">The items' type.</typeparam>
/// <typeparam name="TCodec">The items' codec.</typeparam>
public readonly struct ImmutableStackCodec<T, TCodec> : IWireCodec<ImmutableStack<T>?>
    where TCodec : IWireCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, ImmutableStack<T>? value) =>
        ImmutableStackInterfaceCodec<T, TCodec>.Write(ref writer, value);

    /// <inheritdoc/>
    public static ImmutableStack<T>? Read(ref WireReader reader) =>
        ArrayCodec<T, TCodec>.Read(ref reader) is { } items ? ImmutableStack.Create(items) : null;
}
