using System.Collections.Concurrent;
using System.ComponentModel;
using System.Reflection;

namespace ParallelGen.CompilerServices;

/// <summary>
/// The annotated methods of one assembly, found by id, and the exception classes that it declares or names, found by name. A generated module initializer registers one table for its assembly
/// and does nothing else; calls and exceptions are looked up here, so only what the compiler listed can ever be called or made.
/// Infrastructure for generated code; thread-safe.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CallTable
{
    private static readonly ConcurrentDictionary<Assembly, CallTable> s_tables = new();

    /// <summary>Finds the method with this id; null if the assembly has none.</summary>
    public abstract CallEntry? Find(ulong id);

    /// <summary>Finds an exception class by its full name, as <see cref="Type.FullName"/> gives it; null if the assembly does not list it.</summary>
    public virtual ExceptionEntry? FindException(string typeName) => null;

    /// <summary>
    /// Runs the assembly's <see cref="WorkerInitializerAttribute"/> method, if it has one. A worker awaits this once, before the
    /// assembly's first call. Whatever the method throws comes out.
    /// </summary>
    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>The name of that method for messages, such as <c>Demo.Setup.Init</c>; null if the assembly has none.</summary>
    public virtual string? InitializerName => null;

    /// <summary>Registers the table of the assembly that declares its type.</summary>
    public static void Register(CallTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        s_tables[table.GetType().Assembly] = table;
    }

    /// <summary>The table of <paramref name="assembly"/>; null if its module initializer has not run or it annotates nothing.</summary>
    internal static CallTable? Of(Assembly assembly) => s_tables.GetValueOrDefault(assembly);

    /// <summary>The table of the assembly of this full name, if its module initializer has run; null if there is none.</summary>
    internal static CallTable? Of(string assemblyName) => s_tables.FirstOrDefault(table => table.Key.FullName == assemblyName).Value;

    /// <summary>
    /// The entry of exactly this class, and the build of the assembly that lists it: the class's own if it does, otherwise the first
    /// by name of those that name it with <see cref="WireExceptionAttribute"/>. Null if none does.
    /// </summary>
    internal static (ExceptionEntry Entry, Guid Build)? ExceptionOf(Type type)
    {
        if (type.FullName is not { } name)
        {
            return null;
        }

        if (Of(type.Assembly) is { } own && Find(own, type.Assembly) is { } listed)
        {
            return listed;
        }

        return s_tables
            .OrderBy(table => table.Key.FullName, StringComparer.Ordinal)
            .Select(table => Find(table.Value, table.Key))
            .FirstOrDefault(found => found is not null);

        (ExceptionEntry Entry, Guid Build)? Find(CallTable table, Assembly assembly) =>
            table.FindException(name) is { } entry && entry.Type == type ? (entry, assembly.ManifestModule.ModuleVersionId) : null;
    }

    /// <summary>
    /// The entry of a class that an assembly of exactly this build lists; null if none has been touched in this process, or if it
    /// is loaded twice, when nobody could tell which of the two classes is meant.
    /// </summary>
    internal static ExceptionEntry? ExceptionOf(Guid build, string typeName)
    {
        ExceptionEntry? found = null;
        foreach ((Assembly assembly, CallTable table) in s_tables)
        {
            if (assembly.ManifestModule.ModuleVersionId == build && table.FindException(typeName) is { } entry)
            {
                if (found is not null)
                {
                    return null;
                }

                found = entry;
            }
        }

        return found;
    }
}
