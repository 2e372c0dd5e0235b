using System.Runtime.CompilerServices;
using ParallelGen.CompilerServices;
using ParallelGen.Wire;

namespace ParallelGen.Tests.Processes;

/// <summary>What the generator would write for a handful of methods, by hand: the runtime is tested without the generator.</summary>
internal static class Calls
{
    public const string Pool = "hand-written";

    public static Task<int> EchoAsync(int value, CancellationToken cancel = default) => ProcessPoolCalls.RunAsync<Echo, int, int>(value, cancel);

    public static Batch<int> EchoAll(IEnumerable<int> values) => ProcessPoolCalls.Batch<Echo, int, int>(BatchInputs.From(values));

    public static Task<byte[]?> MirrorAsync(byte[]? value, CancellationToken cancel = default) => ProcessPoolCalls.RunAsync<Mirror, byte[]?, byte[]?>(value, cancel);

    /// <summary>Registers the table, as a generated module initializer does.</summary>
    [ModuleInitializer]
    internal static void Register() => CallTable.Register(new Table());

    private sealed class Table : CallTable
    {
        public override CallEntry? Find(ulong id) => id switch
        {
            1 => CallEntry.For<Echo, int, int>(),
            2 => CallEntry.For<Mirror, byte[]?, byte[]?>(),
            3 => CallEntry.For<ExitHandlerCall, string?, bool>(),
            ReportCall.Id => CallEntry.For<ReportCall, (int Count, string Mode, IProgress<int>? Progress), int>(),
            ScoreCall.Id => CallEntry.For<ScoreCall, (int Item, Weights Weights), int[]?>(),
            RangeStream.Id => CallEntry.ForStream<RangeStream, (string Mode, int Count, string? File, IProgress<int>? Progress), int>(),
            LimitedStream.Id => CallEntry.ForStream<LimitedStream, string, int>(),
            StuckStream.Id => CallEntry.ForStream<StuckStream, bool, int>(),
            ProbeCall.Id => CallEntry.For<ProbeCall, string?, string?>(),
            ExclusiveCall.Id => CallEntry.For<ExclusiveCall, byte[]?, byte[]?>(),
            DeepCall.Id => CallEntry.For<DeepCall, int, string?>(),
            _ => null,
        };
    }

    internal readonly struct Echo : IWireCall<int, int>
    {
        private static readonly CallInfo s_info = new(typeof(Echo), 1, "Calls.Echo") { Pool = Pool };

        static CallInfo IAnnotatedMethod<int>.Info => s_info;

        static ValueTask<int> ICall<int, int>.Invoke(int input, CancellationToken cancel) => new(input);

        static void IWireInput<int>.WriteInput(ref WireWriter writer, int input) => writer.WriteInt32(input);

        static int IWireInput<int>.ReadInput(ref WireReader reader) => reader.ReadInt32();

        static void IWireCall<int, int>.WriteResult(ref WireWriter writer, int result) => writer.WriteInt32(result);

        static int IWireCall<int, int>.ReadResult(ref WireReader reader) => reader.ReadInt32();
    }

    internal readonly struct Mirror : IWireCall<byte[]?, byte[]?>
    {
        private static readonly CallInfo s_info = new(typeof(Mirror), 2, "Calls.Mirror") { Pool = Pool };

        static CallInfo IAnnotatedMethod<byte[]?>.Info => s_info;

        static ValueTask<byte[]?> ICall<byte[]?, byte[]?>.Invoke(byte[]? input, CancellationToken cancel) => new(input);

        static void IWireInput<byte[]?>.WriteInput(ref WireWriter writer, byte[]? input) => BlockArrayCodec<byte>.Write(ref writer, input);

        static byte[]? IWireInput<byte[]?>.ReadInput(ref WireReader reader) => BlockArrayCodec<byte>.Read(ref reader);

        static void IWireCall<byte[]?, byte[]?>.WriteResult(ref WireWriter writer, byte[]? result) => BlockArrayCodec<byte>.Write(ref writer, result);

        static byte[]? IWireCall<byte[]?, byte[]?>.ReadResult(ref WireReader reader) => BlockArrayCodec<byte>.Read(ref reader);
    }
}
