using System.Diagnostics;
using System.Globalization;
using ParallelGen.CompilerServices;
using ParallelGen.Execution;
using ParallelGen.Processes;
using ParallelGen.Wire;

namespace ParallelGen.Tests.Processes;

/// <summary>Looks around in the process that it runs in, leaves traces there, or makes trouble.</summary>
internal readonly struct ProbeCall : IWireCall<string?, string?>
{
    public const ulong Id = 8;
    public const string Pool = "probed";

    private static readonly CallInfo s_info = new(typeof(ProbeCall), Id, "Calls.Probe") { Pool = Pool };
    private static int s_calls;

    static CallInfo IAnnotatedMethod<string?>.Info => s_info;

    /// <summary>One call in a fresh process.</summary>
    public static Task<string?> RunFreshAsync(string input, CancellationToken cancel = default) =>
        ProcessLane<ProbeCall, string?, string?>.Fresh.RunAsync(input, cancel);

    /// <summary>Many, each in a process of its own.</summary>
    public static Batch<string?> FreshAll(IEnumerable<string> inputs) =>
        new(new BatchPlan<string?, string?>(BatchInputs.From<string?>(inputs), ProcessLane<ProbeCall, string?, string?>.Fresh));

    static ValueTask<string?> ICall<string?, string?>.Invoke(string? input, CancellationToken cancel) => new(input!.Split(' ') switch
    {
        // How many calls this process has seen, who it is, and when the call was there.
        ["look"] => Look(Stopwatch.GetTimestamp()),
        ["throw", string message] => throw new InvalidDataException(message),
        ["exit", string code] => Exit(int.Parse(code, CultureInfo.InvariantCulture)),
        ["spin", string file] => Spin(file),
        ["wait", string file] => Wait(file, cancel),
        ["scribble", string file, string seed] => Scribble(file, int.Parse(seed, CultureInfo.InvariantCulture)),
        _ => throw new ArgumentOutOfRangeException(nameof(input), input, "Nothing that is known here."),
    });

    static void IWireInput<string?>.WriteInput(ref WireWriter writer, string? input) => writer.WriteString(input);

    static string? IWireInput<string?>.ReadInput(ref WireReader reader) => reader.ReadString();

    static void IWireCall<string?, string?>.WriteResult(ref WireWriter writer, string? result) => writer.WriteString(result);

    static string? IWireCall<string?, string?>.ReadResult(ref WireReader reader) => reader.ReadString();

    private static string Look(long begin)
    {
        int calls = Interlocked.Increment(ref s_calls);
        Thread.SpinWait(200_000);
        return string.Create(CultureInfo.InvariantCulture, $"{calls} {Environment.ProcessId} {begin} {Stopwatch.GetTimestamp()}");
    }

    private static string Exit(int code)
    {
        Environment.Exit(code);
        return "";
    }

    private static string Spin(string file)
    {
        File.WriteAllText(file, "");
        while (true)
        {
            Thread.SpinWait(1000);
        }
    }

    private static string Wait(string file, CancellationToken cancel)
    {
        File.WriteAllText(file, "");
        cancel.WaitHandle.WaitOne();
        throw new OperationCanceledException(cancel);
    }

    /// <summary>Writes all over the memory that this process shares with its parent, and is gone without a word.</summary>
    private static unsafe string Scribble(string file, int seed)
    {
        File.AppendAllText(file, "begun ");
        foreach (string mapping in File.ReadLines("/proc/self/maps").Where(line => line.Contains("memfd:parallelgen", StringComparison.Ordinal)).ToArray())
        {
            string[] bounds = mapping.Split('-', ' ');
            long start = long.Parse(bounds[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            long end = long.Parse(bounds[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            new Random(seed).NextBytes(new Span<byte>((byte*)start, (int)(end - start)));
            File.AppendAllText(file, "spoilt ");
        }

        Process.GetCurrentProcess().Kill();
        return "";
    }
}
