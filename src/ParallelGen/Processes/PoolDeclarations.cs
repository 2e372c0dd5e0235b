using System.Reflection;
using ParallelGen.CompilerServices;

namespace ParallelGen.Processes;

/// <summary>What the application's assemblies declare about a pool.</summary>
internal static class PoolDeclarations
{
    /// <summary>The declared options of the pool of this name, or the defaults.</summary>
    /// <exception cref="InvalidOperationException">Declarations disagree, or declare what no pool can have.</exception>
    public static ProcessPoolOptions OptionsOf(string pool)
    {
        Assembly? entry = Assembly.GetEntryAssembly();
        // Only assemblies with annotated methods matter; the others, most of them the platform's, are not even looked into.
        IEnumerable<Assembly> others = AppDomain.CurrentDomain.GetAssemblies().Where(assembly => assembly != entry && CallTable.Of(assembly) is not null);
        return Resolve(pool, entry is null ? [] : Of(entry), others.SelectMany(Of), WorkerContext.IsWorker);
    }

    /// <summary>Decides among declarations, each with the name of its assembly.</summary>
    internal static ProcessPoolOptions Resolve(
        string pool,
        IEnumerable<(string Assembly, ProcessPoolAttribute Pool)> entry,
        IEnumerable<(string Assembly, ProcessPoolAttribute Pool)> others,
        bool inWorker)
    {
        (string Assembly, ProcessPoolAttribute Pool)? found = Single(pool, entry) ?? Single(pool, others);
        try
        {
            return found?.Pool.ToOptions(inWorker) ?? new ProcessPoolOptions();
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new InvalidOperationException($"The assembly {found?.Assembly} declares the pool '{pool}' with a value that it cannot have: {e.Message}", e);
        }
    }

    private static (string Assembly, ProcessPoolAttribute Pool)? Single(string pool, IEnumerable<(string Assembly, ProcessPoolAttribute Pool)> declarations)
    {
        (string Assembly, ProcessPoolAttribute Pool)? found = null;
        foreach ((string assembly, ProcessPoolAttribute declared) in declarations)
        {
            if (declared.Name == pool && found is { } first && !first.Pool.Agrees(declared))
            {
                throw new InvalidOperationException(
                    $"The pool '{pool}' is declared with different options by {first.Assembly} and {assembly}. Declare it in the entry assembly, which wins, or make the [ProcessPool] declarations agree.");
            }

            found ??= declared.Name == pool ? (assembly, declared) : null;
        }

        return found;
    }

    private static IEnumerable<(string Assembly, ProcessPoolAttribute Pool)> Of(Assembly assembly) =>
        assembly.GetCustomAttributes<ProcessPoolAttribute>().Select(declared => (assembly.GetName().Name ?? assembly.ToString(), declared));
}
