using System.Globalization;

namespace ParallelGen.FaultTests;

/// <summary>What a method in a worker and its test tell each other: files, which name the process that made them.</summary>
internal static class Sign
{
    /// <summary>Makes a file that is there with all it says, or not at all.</summary>
    public static void Give(string path)
    {
        string draft = $"{path}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}.draft";
        File.WriteAllText(draft, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        File.Move(draft, path, overwrite: true);
    }

    /// <summary>In a worker: waits for the test's sign, or until nobody wants the call any more.</summary>
    /// <returns>Whether the sign came.</returns>
    public static bool Await(string path, CancellationToken cancel = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Deadline.Limit);
        while (!File.Exists(path))
        {
            if (limit.Token.WaitHandle.WaitOne(1))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>In the test: waits for a worker's sign.</summary>
    /// <returns>The worker's process id.</returns>
    public static async Task<int> SeenAsync(string path)
    {
        await Deadline.UntilAsync(() => File.Exists(path), $"{Path.GetFileName(path)} is there");
        return int.Parse(await File.ReadAllTextAsync(path), CultureInfo.InvariantCulture);
    }
}
