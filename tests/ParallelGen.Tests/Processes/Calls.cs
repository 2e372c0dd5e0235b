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
            1 => CallEntry.ForSync<Echo, int, int>(),
            2 => CallEntry.ForSync<Mirror, byte[]?, byte[]?>(),
            3 => CallEntry.ForSync<ExitHandlerCall, string?, bool>(),
            _ => null,
        };
    }

    internal readonly struct Echo : ISyncCall<int, int>, IWireCall<int, int>
    {
        private static readonly CallInfo s_info = new(typeof(Echo), 1, "Calls.Echo") { Pool = Pool };

        static CallInfo ICall<int, int>.Info => s_info;

        static int ISyncCall<int, int>.Invoke(int input, CancellationToken cancel) => input;

        static void IWireCall<int, int>.WriteInput(ref WireWriter writer, int input) => writer.WriteInt32(input);

        static int IWireCall<int, int>.ReadInput(ref WireReader reader) => reader.ReadInt32();

        static void IWireCall<int, int>.WriteResult(ref WireWriter writer, int result) => writer.WriteInt32(result);

        static int IWireCall<int, int>.ReadResult(ref WireReader reader) => reader.ReadInt32();
    }

    internal readonly struct Mirror : ISyncCall<byte[]?, byte[]?>, IWireCall<byte[]?, byte[]?>
    {
        private static readonly CallInfo s_info = new(typeof(Mirror), 2, "Calls.Mirror") { Pool = Pool };

        static CallInfo ICall<byte[]?, byte[]?>.Info => s_info;

        static byte[]? ISyncCall<byte[]?, byte[]?>.Invoke(byte[]? input, CancellationToken cancel) => input;

        static void IWireCall<byte[]?, byte[]?>.WriteInput(ref WireWriter writer, byte[]? input) => BlockArrayCodec<byte>.Write(ref writer, input);

        static byte[]? IWireCall<byte[]?, byte[]?>.ReadInput(ref WireReader reader) => BlockArrayCodec<byte>.Read(ref reader);

        static void IWireCall<byte[]?, byte[]?>.WriteResult(ref WireWriter writer, byte[]? result) => BlockArrayCodec<byte>.Write(ref writer, result);

        static byte[]? IWireCall<byte[]?, byte[]?>.ReadResult(ref WireReader reader) => BlockArrayCodec<byte>.Read(ref reader);
    }
}
