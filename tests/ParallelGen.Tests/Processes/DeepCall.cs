using System.Globalization;
using ParallelGen.CompilerServices;
using ParallelGen.Wire;

namespace ParallelGen.Tests.Processes;

/// <summary>A method that asks for a thread of its own: recurses as deep as it is told, and says where it was.</summary>
internal readonly struct DeepCall : IWireCall<int, string?>
{
    public const ulong Id = 5;
    public const string ThreadName = "deep thinker";

    private static readonly CallInfo s_info = new(typeof(DeepCall), Id, "Calls.Deep")
    {
        Pool = ProbeCall.Pool, StackSize = 512 << 20, ThreadName = ThreadName, ThreadPriority = ThreadPriority.BelowNormal,
    };

    private static readonly AsyncLocal<string?> s_left = new();

    static CallInfo IAnnotatedMethod<int>.Info => s_info;

    static async ValueTask<string?> ICall<int, string?>.Invoke(int input, CancellationToken cancel)
    {
        string found = s_left.Value ?? "nothing";
        s_left.Value = "something";
        (string? name, ThreadPriority priority, int depth) = (Thread.CurrentThread.Name, Thread.CurrentThread.Priority, Depth(input));
        await Task.Yield();
        return string.Create(CultureInfo.InvariantCulture, $"{depth} {name} {priority} {CultureInfo.CurrentCulture.Name} {found}");
    }

    static void IWireInput<int>.WriteInput(ref WireWriter writer, int input) => writer.WriteInt32(input);

    static int IWireInput<int>.ReadInput(ref WireReader reader) => reader.ReadInt32();

    static void IWireCall<int, string?>.WriteResult(ref WireWriter writer, string? result) => writer.WriteString(result);

    static string? IWireCall<int, string?>.ReadResult(ref WireReader reader) => reader.ReadString();

    /// <summary>At least 32 bytes a step, and not a loop in disguise: something is left to do after each.</summary>
    private static int Depth(int steps) => steps == 0 ? 0 : 1 + Depth(steps - 1);
}
