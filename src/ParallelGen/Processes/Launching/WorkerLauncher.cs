using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;

namespace ParallelGen.Processes.Launching;

/// <summary>Starts the same program again, as a worker.</summary>
internal sealed class WorkerLauncher : IWorkerLauncher
{
    public static readonly WorkerLauncher Instance = new();

    /// <summary>
    /// Hooks and hot reload would load code into the worker that is not the method's; server GC would reserve memory by the core
    /// in every worker.
    /// </summary>
    private static readonly string[] s_stripped = [WorkerEntry.HookVariable, "DOTNET_MODIFIABLE_ASSEMBLIES"];

    private static readonly Lazy<HostFacts> s_facts = new(HostFacts.OfThisProcess);

    public IWorkerProcess Start(Assembly assembly, ProcessPoolOptions options)
    {
        HostFacts facts = s_facts.Value with { MainAsks = WorkerEntry.WasAsked, IsWorker = WorkerEntry.IsEntered };
        LaunchPlan plan = LaunchPlanner.Plan(facts, assembly.GetName().Name ?? assembly.ToString(), AssemblyFiles.PathOf(assembly));
        RuntimeConfigFile? config = plan.Host is { } files ? RuntimeConfigFile.For(files) : null;
        try
        {
            ProcessStartInfo start = StartInfo(plan, config?.Path, options);
            return Adopt(StartProcess(start), config);
        }
        catch
        {
            config?.Dispose();
            throw;
        }
    }

    /// <summary>The full name of the program's entry assembly, which the worker restores.</summary>
    public static string? EntryAssemblyName => s_facts.Value.EntryAssemblyName;

    /// <summary>The command, the surroundings and the redirected streams of a worker.</summary>
    internal static ProcessStartInfo StartInfo(LaunchPlan plan, string? runtimeConfig, ProcessPoolOptions options)
    {
        var start = new ProcessStartInfo(plan.Executable, plan.Arguments(runtimeConfig))
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (options.WorkingDirectory is { } directory)
        {
            start.WorkingDirectory = directory;
        }

        foreach (string name in s_stripped)
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_gcServer"] = "0";

        // A large argument or result takes the memory of the one before it, whose pages are there, instead of new memory.
        start.Environment["DOTNET_GCRetainVM"] = "1";
        foreach ((string name, string? value) in options.Environment)
        {
            start.Environment[name] = value;
        }

        if (plan.Hook is { } hook)
        {
            // Behind those that the options ask for: this one does not return.
            string others = start.Environment.TryGetValue(WorkerEntry.HookVariable, out string? asked) && asked is { Length: > 0 } ? asked + Path.PathSeparator : "";
            start.Environment[WorkerEntry.HookVariable] = others + hook;
        }

        return start;
    }

    /// <summary>No process is left behind without an owner, such as when there is no descriptor left to watch it with.</summary>
    private static WorkerProcess Adopt(Process process, RuntimeConfigFile? config)
    {
        try
        {
            return new WorkerProcess(process, config);
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    private static Process StartProcess(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new WorkerStartException($"'{start.FileName}' was not started.");
        }
        catch (Exception e) when (e is Win32Exception or IOException or InvalidOperationException)
        {
            throw new WorkerStartException(
                $"A worker process could not be started: '{start.FileName} {string.Join(' ', start.ArgumentList)}'"
                + (start.WorkingDirectory.Length > 0 ? $" in '{start.WorkingDirectory}'" : "")
                + $" answered: {e.Message}. Check that the file exists and that the limits on processes, memory and open files leave room.", e);
        }
    }
}
