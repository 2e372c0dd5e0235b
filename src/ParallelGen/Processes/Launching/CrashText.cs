namespace ParallelGen.Processes.Launching;

/// <summary>Knows what the runtime writes to standard error when it dies.</summary>
internal static class CrashText
{
    private const int LongestGist = 500;

    /// <summary>How the runtime begins: whole lines, and beginnings of lines.</summary>
    private static readonly string[] s_lines = ["Process terminated.", "Stack overflow.", "Fatal error.", "Out of memory."];
    private static readonly string[] s_heads = ["Unhandled exception. ", "Process terminated. ", "Fatal error. "];

    /// <summary>Whether this is the first line of a crash dump.</summary>
    public static bool Begins(string line) =>
        Array.IndexOf(s_lines, line) >= 0 || Array.Exists(s_heads, head => line.StartsWith(head, StringComparison.Ordinal));

    /// <summary>
    /// The part of a standard error that a one-line message has room for: of a crash dump what stands before its stack trace,
    /// of anything else the last line. Empty if there is nothing.
    /// </summary>
    public static string GistOf(string standardError)
    {
        string[] lines = standardError.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string gist = lines switch
        {
            [] => "",
            [var first, ..] when Begins(first) => string.Join(' ', lines.TakeWhile(line => !IsTrace(line))),
            [.., var last] => last,
        };
        return gist.Length <= LongestGist ? gist : gist[..LongestGist] + "…";
    }

    private static bool IsTrace(string line) =>
        line.StartsWith("at ", StringComparison.Ordinal) || line.StartsWith("Repeat", StringComparison.Ordinal);
}
