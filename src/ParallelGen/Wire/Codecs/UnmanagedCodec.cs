using System.Runtime.CompilerServices;

namespace ParallelGen.Wire;

/// <summary>Sends a value of a type without references as its memory image: numbers, enums, identifiers, plain structs.</summary>
/// <remarks>Any bytes are a value of such a type: nothing is validated beyond their number.</remarks>
/// <typeparam name="T">A type of which every bit pattern is a value.</typeparam>
public readonly struct UnmanagedCodec<T> : IWireCodec<T> where T : unmanaged
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref WireWriter writer, T value) => writer.WriteUnmanaged(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Read(ref WireReader reader) => reader.ReadUnmanaged<T>();
}
