namespace Quickstart;

/// <summary>Finds the files to measure.</summary>
internal static class Sources
{
    private static readonly EnumerationOptions s_everywhere = new() { RecurseSubdirectories = true };

    /// <summary>Every C# file below a folder except what a build made, ordered by name.</summary>
    public static IEnumerable<SourceFile> In(string folder) => Directory.EnumerateFiles(folder, "*.cs", s_everywhere)
        .Select(path => new SourceFile(Path.GetRelativePath(folder, path).Replace('\\', '/'), path))
        .Where(file => !file.Name.Split('/').Any(part => part is "bin" or "obj"))
        .OrderBy(file => file.Name, StringComparer.Ordinal);

    /// <summary>The repository that this program was built in; null if it is elsewhere.</summary>
    public static string? FindRepository()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "ParallelGen.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder;
    }
}
