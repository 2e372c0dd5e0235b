using System.Reflection;

namespace ParallelGen.Generators.Tests.Harness;

/// <summary>
/// Compares generated files with the ones that a person has read: <c>Class.Method#Hint.g.verified.cs</c>. A new or changed file
/// fails and is written as <c>.received.cs</c> beside it; to accept it, rename it.
/// </summary>
internal static class SnapshotVerifier
{
    public static string Folder { get; } = typeof(SnapshotVerifier).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "SnapshotFolder").Value!;

    public static void Verify(string type, string method, string hint, string text)
    {
        string name = Path.Combine(Folder, $"{type}.{method}#{hint}.g");
        string verified = name + ".verified.cs";
        string received = name + ".received.cs";
        string? expected = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : null;
        if (text == expected)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        Assert.Fail(expected is null ? $"New snapshot: read {received} and rename it." : $"Changed snapshot: compare {received} with {verified}.\n{text}");
    }

    /// <summary>Snapshots whose test is gone.</summary>
    public static IEnumerable<string> Stale() =>
        from path in Directory.EnumerateFiles(Folder, "*.verified.cs")
        let name = Path.GetFileName(path)
        let test = name.Split('#')[0].Split('.')
        let type = typeof(SnapshotVerifier).Assembly.GetTypes().FirstOrDefault(t => t.Name == test[0])
        where type?.GetMethod(test[1]) is null
        select name;
}
