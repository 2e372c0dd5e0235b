using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace ParallelGen.Processes;

/// <summary>Where assemblies lie on disk.</summary>
internal static class AssemblyFiles
{
    /// <summary>The file of an assembly; empty if it was loaded from memory or lies inside a single-file application.</summary>
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "The empty path is a case of its own: the worker loads by name then.")]
    public static string PathOf(Assembly assembly) => assembly.IsDynamic ? "" : assembly.Location;
}
