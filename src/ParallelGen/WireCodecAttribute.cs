namespace ParallelGen;

/// <summary>Registers a hand-written codec for a type, for every call declared in this assembly.</summary>
/// <param name="type">The type that crosses a process boundary.</param>
/// <param name="codec">A type that implements <see cref="IWireCodec{T}"/> of <paramref name="type"/>.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class WireCodecAttribute(Type type, Type codec) : Attribute
{
    /// <summary>The type that crosses a process boundary.</summary>
    public Type Type { get; } = type;

    /// <summary>The type that writes and reads it.</summary>
    public Type Codec { get; } = codec;
}
