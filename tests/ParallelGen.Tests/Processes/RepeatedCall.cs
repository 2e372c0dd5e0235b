using ParallelGen.CompilerServices;

namespace ParallelGen.Tests.Processes;

/// <summary>A method whose calls are run twice more, if need be.</summary>
internal readonly struct RepeatedCall : IWireCall<int, int>
{
    public const int Retries = 2;

    public static CallInfo Info { get; } = new(typeof(RepeatedCall), 78, "RepeatedCall") { CrashRetries = Retries };

    static ValueTask<int> ICall<int, int>.Invoke(int input, CancellationToken cancel) => new(input);

    static void IWireInput<int>.WriteInput(ref WireWriter writer, int input) => writer.WriteInt32(input);

    static int IWireInput<int>.ReadInput(ref WireReader reader) => reader.ReadInt32();

    static void IWireCall<int, int>.WriteResult(ref WireWriter writer, int result) => writer.WriteInt32(result);

    static int IWireCall<int, int>.ReadResult(ref WireReader reader) => reader.ReadInt32();
}
