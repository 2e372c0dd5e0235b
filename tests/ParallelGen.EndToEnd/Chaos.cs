using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ParallelGen.EndToEnd;

/// <summary>The call of the chaos test, in a pool of its own: the other tests' workers are not to be killed.</summary>
public static partial class Chaos
{
    public const string Pool = "chaos";
    private const int Signal = 9;

    /// <summary>Notes that it runs, in a file of this worker's, before it does anything else.</summary>
    [RunOn(Model.ProcessPool, Pool = Pool)]
    internal static int NoteCore(int number, string log)
    {
        File.AppendAllText(Path.Combine(log, $"{Environment.ProcessId}.txt"), string.Create(CultureInfo.InvariantCulture, $"{number}.\n"));
        Thread.SpinWait(20_000);
        return number;
    }

    [ModuleInitializer]
    internal static void Configure()
    {
        if (!WorkerContext.IsWorker)
        {
            ProcessPool.Configure(Pool, options => options.Workers = 3);
        }
    }

    internal static void Kill(int process) => _ = SendSignal(process, Signal);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
