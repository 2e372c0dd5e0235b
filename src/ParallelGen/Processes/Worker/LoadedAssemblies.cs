using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using ParallelGen.CompilerServices;
using ParallelGen.Processes.Protocol;

namespace ParallelGen.Processes.Worker;

/// <summary>The assemblies that the parent announced, by number. Used by the call thread only: loading runs user code.</summary>
internal sealed class LoadedAssemblies
{
    private readonly Dictionary<int, object> _tables = [];

    /// <summary>Loads an assembly and its call table. What goes wrong is kept and answers every call of that assembly.</summary>
    public void Announce(in Announcement announcement)
    {
        CallTable table;
        try
        {
            table = LoadTable(announcement);
        }
        catch (WorkerStartException e)
        {
            _tables[announcement.Number] = e;
            return;
        }
        catch (Exception e)
        {
            _tables[announcement.Number] = new WorkerStartException(
                $"The worker process {Environment.ProcessId} could not load {announcement.Name} from {Describe(announcement.Path)}: {e.Message}", e);
            return;
        }

        _tables[announcement.Number] = Initialize(table) is { } failure ? failure : table;
    }

    /// <summary>The entry of a method, or why there is none: its assembly could not be loaded, is of another build, failed to initialize, or has no such method.</summary>
    public CallEntry? Find(int assembly, ulong method, out Exception? refusal)
    {
        object? known = _tables.GetValueOrDefault(assembly);
        CallEntry? entry = (known as CallTable)?.Find(method);
        refusal = (entry, known) switch
        {
            (not null, _) => null,
            (_, Exception failure) => failure,
            (_, CallTable table) => new WorkerStartException(
                $"{table.GetType().Assembly.GetName().Name} has no annotated method with the id {method:x16}: caller and worker do not run the same build. Rebuild and restart."),
            _ => new WorkerStartException($"No assembly was announced as number {assembly}."),
        };
        return entry;
    }

    /// <summary>The assembly's [WorkerInitializer], once. Its failure is the answer to every call of the assembly: nothing is tried again.</summary>
    private static Exception? Initialize(CallTable table)
    {
        try
        {
            table.InitializeAsync().AsTask().GetAwaiter().GetResult();
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private static string Describe(string path) => path.Length > 0 ? $"'{path}'" : "its application's files; the caller's was loaded from memory";

    private static CallTable LoadTable(in Announcement announcement)
    {
        // Code that is compiled ahead of time cannot be loaded: its module initializers have run before Main.
        CallTable? ready = RuntimeFeature.IsDynamicCodeSupported ? null : CallTable.Of(announcement.Name);
        Assembly assembly = ready?.GetType().Assembly ?? Load(announcement);
        Guid build = assembly.ManifestModule.ModuleVersionId;
        if (build != announcement.Build)
        {
            string file = AssemblyFiles.PathOf(assembly) is { Length: > 0 } path ? path : Environment.ProcessPath ?? announcement.Name;
            throw new WorkerStartException(
                $"'{file}' was rebuilt while the calling process runs an older build of it ({announcement.Build}, now {build}). Restart the calling process.");
        }

        if (ready is not null)
        {
            return ready;
        }

        RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
        return CallTable.Of(assembly) ?? throw new WorkerStartException($"{announcement.Name} registered no annotated methods: was it built with ParallelGen's generator?");
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Assemblies that annotate methods are what is announced, and their module initializers, which trimming keeps, name every annotated method.")]
    private static Assembly Load(in Announcement announcement)
    {
        try
        {
            return Assembly.Load(new AssemblyName(announcement.Name));
        }
        catch (FileNotFoundException) when (File.Exists(announcement.Path))
        {
            // Not among the application's own files: a plugin, with its dependencies listed beside it.
            return new PluginLoadContext(announcement.Path).LoadFromAssemblyPath(announcement.Path);
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "As above.")]
    private sealed class PluginLoadContext(string path) : AssemblyLoadContext(path)
    {
        private readonly AssemblyDependencyResolver _resolver = new(path);

        protected override Assembly? Load(AssemblyName assemblyName) =>
            _resolver.ResolveAssemblyToPath(assemblyName) is { } file && assemblyName.Name != typeof(CallTable).Assembly.GetName().Name
                ? LoadFromAssemblyPath(file)
                : null;

        protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
            _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } file ? LoadUnmanagedDllFromPath(file) : 0;
    }
}
