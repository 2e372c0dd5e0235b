using System.Reflection;

namespace Published;

/// <summary>The file that this program was started from, and that its workers are started from.</summary>
internal static class OwnFile
{
    /// <summary>Puts a build of the program in its place that differs in the identity of one assembly, as if that had been built once more.</summary>
    public static void Rebuild(Assembly assembly)
    {
        string path = Environment.ProcessPath!;
        byte[] program = File.ReadAllBytes(path);
        byte[] build = assembly.ManifestModule.ModuleVersionId.ToByteArray();
        int found = 0;
        for (int at = program.AsSpan().IndexOf(build); at >= 0; at = program.AsSpan().IndexOf(build))
        {
            program[at] ^= 1;
            found++;
        }

        Console.WriteLine($"found {found > 0}");
        // A copy is executable too. What runs cannot be written to, but another file can take its name.
        string next = path + ".next";
        File.Copy(path, next);
        File.WriteAllBytes(next, program);
        File.Move(next, path, overwrite: true);
    }
}
