namespace ParallelGen.FaultTests;

/// <summary>What a process has open, as the kernel lists it.</summary>
internal static class DescriptorTable
{
    /// <summary>What the descriptors lead to: names of files, and such as <c>pipe:[7]</c>.</summary>
    public static IEnumerable<string> Of(string process) =>
        from descriptor in Directory.EnumerateFileSystemEntries($"/proc/{process}/fd")
        let target = TargetOf(descriptor)
        where target.Length > 0
        select target;

    private static string TargetOf(string descriptor)
    {
        try
        {
            // As it is written there: a pipe is no path.
            return Path.GetFileName(new FileInfo(descriptor).LinkTarget) ?? "";
        }
        catch (IOException)
        {
            // The one that the folder was listed with.
            return "";
        }
    }
}
