using ParallelGen.CompilerServices;

namespace ParallelGen.Tests.Processes;

/// <summary>A method of which the pool knows that it is short.</summary>
internal readonly struct ShortCall : IWireCall<int, int>
{
    public static CallInfo Info { get; } = new(typeof(ShortCall), 77, "ShortCall") { IsCancellable = false };

    static ValueTask<int> ICall<int, int>.Invoke(int input, CancellationToken cancel) => new(input);

    static void IWireInput<int>.WriteInput(ref WireWriter writer, int input) => writer.WriteInt32(input);

    static int IWireInput<int>.ReadInput(ref WireReader reader) => reader.ReadInt32();

    static void IWireCall<int, int>.WriteResult(ref WireWriter writer, int result) => writer.WriteInt32(result);

    static int IWireCall<int, int>.ReadResult(ref WireReader reader) => reader.ReadInt32();
}
