using ParallelGen.Channels.Native;
using ParallelGen.Processes.Worker;

namespace ParallelGen.Processes;

/// <summary>
/// The ways into a worker process. Where there is a dotnet host this assembly is the program, <c>dotnet exec … ParallelGen.dll
/// parallelgen-worker</c>; else the application is started again with that argument, and comes here through a startup hook or its Main.
/// </summary>
internal static class WorkerEntry
{
    /// <summary>The one argument of a worker. It holds no secret: the channel is inherited, and without a parent at its other end it just ends.</summary>
    public const string Argument = "parallelgen-worker";

    /// <summary>Names the assemblies whose <c>StartupHook</c> the runtime calls before Main.</summary>
    public const string HookVariable = "DOTNET_STARTUP_HOOKS";

    /// <summary>EX_USAGE of sysexits.h.</summary>
    private const int UsageError = 64;

    private static int s_entered;
    private static volatile bool s_wasAsked;

    /// <summary>
    /// Whether Main asks if it is to be a worker. Workers are started through Main only where it has asked in this process: an
    /// application that does not would run as itself once more, and start workers in turn.
    /// </summary>
    public static bool WasAsked => s_wasAsked;

    /// <summary>Whether this process serves calls.</summary>
    public static bool IsEntered => Volatile.Read(ref s_entered) != 0;

    /// <summary>See <see cref="ParallelRuntime.RunIfWorker"/>.</summary>
    public static bool AskAndRunIfWorker()
    {
        // A worker already, entered before its Main: what asks here is a method that it runs, and no Main.
        if (IsEntered)
        {
            return false;
        }

        s_wasAsked = true;
        return RunIfWorker();
    }

    /// <summary>
    /// Serves calls if this process was started for that and does not do it yet. Ends the process then. With raised rights it does
    /// not: what to call, and with what, would be up to whoever starts the file.
    /// </summary>
    public static bool RunIfWorker()
    {
        if (Environment.GetCommandLineArgs() is not [_, Argument] || Posix.HasRaisedRights || Interlocked.Exchange(ref s_entered, 1) != 0)
        {
            return false;
        }

        WorkerMain.Run();
        return true;
    }

    private static int Main(string[] args)
    {
        if (args is not [Argument])
        {
            Console.Error.WriteLine("ParallelGen.dll is a library. It is started as a process only by the library itself, as a worker.");
            return UsageError;
        }

        // A method that calls the application's Main in a worker finds no second one to be.
        s_entered = 1;
        return WorkerMain.Run();
    }
}
