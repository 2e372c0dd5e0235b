namespace ParallelGen.Processes.Launching;

/// <summary>How a worker process ended.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="StandardErrorTail">What was kept of its standard error.</param>
/// <param name="HasCrashText">Whether that begins with what the runtime said when it died, which this process's console was not given.</param>
internal readonly record struct WorkerExit(int? Code, string StandardErrorTail, bool HasCrashText = false)
{
    private const int FirstSignalCode = 128;
    private const int LastSignal = 64;
    private const int KillSignal = 9;
    private const int TerminateSignal = 15;

    /// <summary>The signal that ended it: exit codes 129–192 are reported as signals 1–64.</summary>
    public int? Signal => Code is > FirstSignalCode and <= FirstSignalCode + LastSignal ? Code - FirstSignalCode : null;

    /// <summary>Whether somebody else ended it: a person, a service manager, or the kernel when memory ran out.</summary>
    public bool IsFromOutside => Signal is KillSignal or TerminateSignal;

    /// <summary>A few words for messages.</summary>
    public string Describe() => this switch
    {
        { Signal: { } signal } => $"ended by signal {signal}{NameOf(signal)} (exit code {Code})",
        { Code: { } code } => $"exited with code {code}",
        _ => "is gone, and its exit code is unknown",
    };

    private static string NameOf(int signal) => signal switch
    {
        4 => " (SIGILL)",
        6 => " (SIGABRT)",
        7 => " (SIGBUS)",
        8 => " (SIGFPE)",
        9 => " (SIGKILL)",
        11 => " (SIGSEGV)",
        15 => " (SIGTERM)",
        _ => "",
    };
}
