using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using ParallelGen.CompilerServices;
using ParallelGen.Wire;

namespace ParallelGen.Processes;

/// <summary>Appends one item of a call to a payload: its length in four bytes, then its encoded arguments.</summary>
internal static class ItemEncoder
{
    /// <summary>Whatever the codec throws comes out; the payload is then as it was before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Append<TCall, TInput, TResult>(WireBuffer payload, TInput input)
        where TCall : struct, IWireCall<TInput, TResult>
    {
        int start = payload.Length;
        var writer = new WireWriter(payload);
        writer.WriteInt32(0);
        TCall.WriteInput(ref writer, input);
        writer.Flush();
        BinaryPrimitives.WriteInt32LittleEndian(payload.Array[start..], payload.Length - start - sizeof(int));
    }
}
