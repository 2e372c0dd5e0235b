using ParallelGen.CompilerServices;

namespace ParallelGen.Tests.Processes;

/// <summary>A sequence of one item that may hang then and hear nothing: only the end of its process ends it. So its pool soon kills.</summary>
internal readonly struct StuckStream : IWireStreamCall<bool, int>
{
    public const ulong Id = 11;

    public const string Pool = "stuck streams";

    private static readonly CallInfo s_info = new(typeof(StuckStream), Id, "Calls.Stuck") { Pool = Pool };

    static CallInfo IAnnotatedMethod<bool>.Info => s_info;

    public static IAsyncEnumerable<int> Of(bool hangs, CancellationToken cancel = default) => ProcessPoolCalls.Stream<StuckStream, bool, int>(hangs, cancel);

    public static IEnumerable<int> Items(bool hangs)
    {
        yield return 0;
        if (hangs)
        {
            new ManualResetEventSlim().Wait();
        }
    }

    static IAsyncEnumerable<int> IStreamCall<bool, int>.Open(bool input, CancellationToken cancel) => StreamItems.From(Items(input));

    static void IWireInput<bool>.WriteInput(ref WireWriter writer, bool input) => writer.WriteBoolean(input);

    static bool IWireInput<bool>.ReadInput(ref WireReader reader) => reader.ReadBoolean();

    static void IWireStreamCall<bool, int>.WriteItem(ref WireWriter writer, int item) => writer.WriteInt32(item);

    static int IWireStreamCall<bool, int>.ReadItem(ref WireReader reader) => reader.ReadInt32();
}
