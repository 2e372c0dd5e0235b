using System.Reflection;
using ICSharpCode.Decompiler;
using ICSharpCode.Decompiler.CSharp;
using ICSharpCode.Decompiler.CSharp.ProjectDecompiler;
using ICSharpCode.Decompiler.Metadata;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace ParallelGen.Benchmarks.Rules;

/// <summary>The packages beside this program, turned back into C#: code that others wrote, in every style.</summary>
internal static class Decompiled
{
    private static readonly Dictionary<string, MetadataReference> s_references =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .DistinctBy(Path.GetFileNameWithoutExtension)
        .ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => (MetadataReference)MetadataReference.CreateFromFile(path), StringComparer.Ordinal);

    /// <summary>What this program is made of, for compilations.</summary>
    public static IEnumerable<MetadataReference> References => s_references.Values;

    /// <summary>Where the sources lie, to be looked at.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "results", "corpus");

    /// <summary>The assemblies of packages, without this library's own.</summary>
    public static IEnumerable<string> Assemblies => Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
        .Where(path => !Path.GetFileName(path).StartsWith("ParallelGen", StringComparison.Ordinal) && IsManaged(path))
        .Order(StringComparer.Ordinal);

    /// <summary>The sources of an assembly; decompiled once, then read from the folder.</summary>
    public static CSharpCompilation Compile(string assembly)
    {
        string name = Path.GetFileNameWithoutExtension(assembly);
        string folder = Path.Combine(Folder, name);
        if (!Directory.Exists(folder))
        {
            Decompile(assembly, folder);
        }

        CSharpParseOptions options = new(Microsoft.CodeAnalysis.CSharp.LanguageVersion.Preview);
        return CSharpCompilation.Create(
            name,
            Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Select(file => CSharpSyntaxTree.ParseText(SourceText.From(File.ReadAllText(file), System.Text.Encoding.UTF8), options, Path.GetRelativePath(Folder, file))),
            s_references.Where(r => r.Key != name).Select(r => r.Value),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, concurrentBuild: true));
    }

    private static void Decompile(string assembly, string folder)
    {
        // Into a folder of another name first: what was interrupted is not taken for finished.
        string unfinished = folder + ".unfinished";
        Directory.CreateDirectory(unfinished);
        using (ICSharpCode.Decompiler.Metadata.PEFile file = new(assembly))
        {
            UniversalAssemblyResolver resolver = new(assembly, throwOnError: false, file.DetectTargetFrameworkId());
            DecompilerSettings settings = new(ICSharpCode.Decompiler.CSharp.LanguageVersion.Latest) { ThrowOnAssemblyResolveErrors = false };
            new WholeProjectDecompiler(settings, resolver, null, null, null).DecompileProject(file, unfinished);
        }

        Directory.Move(unfinished, folder);
    }

    private static bool IsManaged(string path)
    {
        try
        {
            AssemblyName.GetAssemblyName(path);
            return true;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }
}
