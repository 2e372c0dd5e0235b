using ParallelGen.CompilerServices;
using ParallelGen.Wire;

namespace ParallelGen.Tests.Processes;

/// <summary>Gives its argument back, alone among all calls of its group; null ends the worker, and one byte cannot be encoded.</summary>
internal readonly struct ExclusiveCall : IWireCall<byte[]?, byte[]?>
{
    public const ulong Id = 10;
    public const string Group = "hand-written exclusive";
    public const int ExitCode = 9;

    private static readonly CallInfo s_info = new(typeof(ExclusiveCall), Id, "Calls.Exclusive") { Pool = Calls.Pool, ExclusiveBy = "*", ExclusiveGroup = Group };

    static CallInfo IAnnotatedMethod<byte[]?>.Info => s_info;

    public static Task<byte[]?> RunAsync(byte[]? value) => ProcessPoolCalls.RunAsync<ExclusiveCall, byte[]?, byte[]?>(value, default);

    static ValueTask<byte[]?> ICall<byte[]?, byte[]?>.Invoke(byte[]? input, CancellationToken cancel)
    {
        if (input is null)
        {
            Environment.Exit(ExitCode);
        }

        return new ValueTask<byte[]?>(input);
    }

    static void IWireInput<byte[]?>.WriteInput(ref WireWriter writer, byte[]? input)
    {
        if (input is [_])
        {
            throw new NotSupportedException("one byte");
        }

        BlockArrayCodec<byte>.Write(ref writer, input);
    }

    static byte[]? IWireInput<byte[]?>.ReadInput(ref WireReader reader) => BlockArrayCodec<byte>.Read(ref reader);

    static void IWireCall<byte[]?, byte[]?>.WriteResult(ref WireWriter writer, byte[]? result) => BlockArrayCodec<byte>.Write(ref writer, result);

    static byte[]? IWireCall<byte[]?, byte[]?>.ReadResult(ref WireReader reader) => BlockArrayCodec<byte>.Read(ref reader);
}
