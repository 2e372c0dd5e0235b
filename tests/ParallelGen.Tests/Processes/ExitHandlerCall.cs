using ParallelGen.CompilerServices;
using ParallelGen.Wire;

namespace ParallelGen.Tests.Processes;

/// <summary>Registers an exit handler, as coverage and logging do, which leaves a file.</summary>
internal readonly struct ExitHandlerCall : IWireCall<string?, bool>
{
    public const ulong Id = 3;

    private static readonly CallInfo s_info = new(typeof(ExitHandlerCall), Id, "Calls.RegisterExitHandler") { Pool = Calls.Pool };

    static CallInfo IAnnotatedMethod<string?>.Info => s_info;

    static ValueTask<bool> ICall<string?, bool>.Invoke(string? input, CancellationToken cancel)
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.WriteAllText(input!, "the handler ran");
        return new(true);
    }

    static void IWireInput<string?>.WriteInput(ref WireWriter writer, string? input) => writer.WriteString(input);

    static string? IWireInput<string?>.ReadInput(ref WireReader reader) => reader.ReadString();

    static void IWireCall<string?, bool>.WriteResult(ref WireWriter writer, bool result) => BooleanCodec.Write(ref writer, result);

    static bool IWireCall<string?, bool>.ReadResult(ref WireReader reader) => BooleanCodec.Read(ref reader);
}
