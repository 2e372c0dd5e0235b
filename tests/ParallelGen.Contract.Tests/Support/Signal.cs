namespace ParallelGen.Contract;

/// <summary>Files whose existence is a signal: what a test and its methods share on every model, in one process or in two.</summary>
internal static class Signal
{
    public const string Go = "go";

    public static void Set(string folder, string name) => File.WriteAllBytes(Path.Combine(folder, name), []);

    public static bool IsSet(string folder, string name) => File.Exists(Path.Combine(folder, name));

    public static int Count(string folder, string prefix) => Directory.GetFiles(folder, prefix + "*").Length;

    /// <summary>Sets a signal that differs from all others with this name.</summary>
    public static void Log(string folder, string name) => Set(folder, $"{name}-{Guid.NewGuid():N}");

    /// <summary>Waits for a signal. A test that has failed takes its folder away, and nobody waits for it any longer.</summary>
    public static async Task WaitAsync(string folder, string name, CancellationToken cancel = default)
    {
        long deadline = Environment.TickCount64 + (long)Deadline.Limit.TotalMilliseconds;
        while (!IsSet(folder, name))
        {
            cancel.ThrowIfCancellationRequested();
            if (Environment.TickCount64 > deadline || !Directory.Exists(folder))
            {
                throw new IOException($"The signal '{name}' did not come in {folder}.");
            }

            await Task.Delay(5, cancel);
        }
    }
}
