using System.Runtime.InteropServices;

[assembly: CollectionBehavior(CollectionBehavior.CollectionPerAssembly)]

namespace ParallelGen.FaultTests;

/// <summary>Methods that behave well, and the signals that tests send. The other ones stand beside the tests that need them.</summary>
public static partial class Faults
{
    /// <summary>The pool that all of them use, configured anew by each test.</summary>
    public const string Pool = "faults";

    public const int Interrupt = 2;
    public const int Abort = 6;
    public const int Kill = 9;
    public const int Segfault = 11;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    [RunOn(Model.ProcessPool, Pool = Pool)]
    internal static int EchoCore(int value) => value;

    [RunOn(Model.ProcessPool, Pool = Pool)]
    internal static int ProcessIdCore() => Environment.ProcessId;

    /// <summary>Sends a signal; to a process that is gone, too.</summary>
    internal static void Signal(int process, int signal) => _ = kill(process, signal);

    [LibraryImport("libc")]
    private static partial int kill(int process, int signal);
}
