using System.Collections.Concurrent;
using System.ComponentModel;
using System.Reflection;

namespace ParallelGen.CompilerServices;

/// <summary>
/// The annotated methods of one assembly, found by id. A generated module initializer registers one table for its assembly
/// and does nothing else; workers look calls up here, so only what the compiler listed can ever be called.
/// Infrastructure for generated code; thread-safe.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CallTable
{
    private static readonly ConcurrentDictionary<Assembly, CallTable> s_tables = new();

    /// <summary>Finds the method with this id; null if the assembly has none.</summary>
    public abstract CallEntry? Find(ulong id);

    /// <summary>
    /// Runs the assembly's <see cref="WorkerInitializerAttribute"/> method, if it has one. A worker awaits this once, before the
    /// assembly's first call. Whatever the method throws comes out.
    /// </summary>
    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Registers the table of the assembly that declares its type.</summary>
    public static void Register(CallTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        s_tables[table.GetType().Assembly] = table;
    }

    /// <summary>The table of <paramref name="assembly"/>; null if its module initializer has not run or it annotates nothing.</summary>
    internal static CallTable? Of(Assembly assembly) => s_tables.GetValueOrDefault(assembly);
}
