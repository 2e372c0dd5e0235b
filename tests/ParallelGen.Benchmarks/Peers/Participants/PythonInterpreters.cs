using System.Collections.Concurrent;
using System.ComponentModel;
using ParallelGen.Benchmarks.Peers.Children;

namespace ParallelGen.Benchmarks.Peers.Participants;

/// <summary>Which Python has a module: the one on the path, else the system's, for a distribution installs its packages for that one alone.</summary>
internal static class PythonInterpreters
{
    private static readonly string[] s_candidates = ["python3", "/usr/bin/python3"];
    private static readonly ConcurrentDictionary<string, Task<string?>> s_found = new(StringComparer.Ordinal);

    /// <exception cref="PeerUnavailableException">None has.</exception>
    public static async Task<string> FindAsync(string module) =>
        await s_found.GetOrAdd(module, SearchAsync)
            ?? throw new PeerUnavailableException($"not installed: neither {string.Join(" nor ", s_candidates)} can import {module}");

    private static async Task<string?> SearchAsync(string module)
    {
        foreach (string candidate in s_candidates)
        {
            try
            {
                await using Child child = Child.Start(candidate, ["-c", $"import sys, {module}; print(sys.executable)"]);
                return await child.ReadLineAsync();
            }
            catch (Exception e) when (e is PeerUnavailableException or Win32Exception)
            {
                // The next one, then.
            }
        }

        return null;
    }
}
