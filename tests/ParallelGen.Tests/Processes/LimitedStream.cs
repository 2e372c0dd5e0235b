using ParallelGen.CompilerServices;

namespace ParallelGen.Tests.Processes;

/// <summary>A sequence with a time limit: of a hundred items, or of none for ever.</summary>
internal readonly struct LimitedStream : IWireStreamCall<string, int>
{
    public const ulong Id = 7;

    private static readonly CallInfo s_info = new(typeof(LimitedStream), Id, "Calls.Limited") { Pool = StuckStream.Pool, TimeoutMilliseconds = 5000 };

    static CallInfo IAnnotatedMethod<string>.Info => s_info;

    public static IAsyncEnumerable<int> Of(string mode) => ProcessPoolCalls.Stream<LimitedStream, string, int>(mode, default);

    static IAsyncEnumerable<int> IStreamCall<string, int>.Open(string input, CancellationToken cancel) =>
        StreamItems.From(input == "items" ? Enumerable.Range(0, 100) : StuckStream.Items(hangs: true));

    static void IWireInput<string>.WriteInput(ref WireWriter writer, string input) => writer.WriteString(input);

    static string IWireInput<string>.ReadInput(ref WireReader reader) => reader.ReadString()!;

    static void IWireStreamCall<string, int>.WriteItem(ref WireWriter writer, int item) => writer.WriteInt32(item);

    static int IWireStreamCall<string, int>.ReadItem(ref WireReader reader) => reader.ReadInt32();
}
