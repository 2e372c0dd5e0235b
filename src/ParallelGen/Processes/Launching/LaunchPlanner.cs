namespace ParallelGen.Processes.Launching;

/// <summary>Decides how a worker of this program is started, or says why it cannot be.</summary>
internal static class LaunchPlanner
{
    /// <summary>Plans from the facts alone; touches no process.</summary>
    /// <param name="facts">What is known of this process.</param>
    /// <param name="assemblyName">The assembly that holds the annotated method.</param>
    /// <param name="assemblyPath">Its file; empty if it has none.</param>
    /// <exception cref="WorkerStartException">No way fits; the message names the case, what was looked for, and what to do.</exception>
    public static LaunchPlan Plan(HostFacts facts, string assemblyName, string assemblyPath)
    {
        if (facts.IsWindows)
        {
            throw new WorkerStartException("Worker processes on Windows are not supported in this version of ParallelGen. Run the application on Linux, or call the method itself there.");
        }

        // Compiled ahead of time, or one file: there is nothing that a dotnet host could load.
        if (facts.LibraryPath.Length == 0)
        {
            return PlanSelf(facts);
        }

        if (assemblyPath.Length == 0)
        {
            throw new WorkerStartException(
                $"The assembly {assemblyName} holds the annotated method but was loaded from memory, so a worker process has no file to load it from. Load it from a file.");
        }

        // A runtime of its own lies among the application's files. A dotnet host that happens to be installed would not take its runtimeconfig.
        List<(string Name, string Version)> frameworks = Frameworks(facts);
        return frameworks.Count == 0
            ? PlanSelf(facts)
            : new LaunchPlan(FindMuxer(facts), new HostFiles(FindRuntimeConfig(facts), FindDepsFile(facts), facts.LibraryPath, frameworks));
    }

    /// <summary>
    /// The application once more. A Main that asks comes before a hook: it can be relied on in a trimmed application too, where hooks
    /// may be on and what they would call is cut away.
    /// </summary>
    private static LaunchPlan PlanSelf(HostFacts facts)
    {
        if (facts.ProcessPath is not { } self)
        {
            throw new WorkerStartException(
                "A worker of this application is started from its own executable, and the system does not tell which file that is. On Linux, see that /proc is mounted.");
        }

        if (facts.HasRaisedRights)
        {
            throw new WorkerStartException(
                "This program has rights that whoever started it has not (set-uid, set-gid or file capabilities), and its workers would be its own executable, " +
                "which refuses to be one with such rights: a stranger could start it as well. Publish it without PublishAot, PublishTrimmed, PublishSingleFile and SelfContained, or start it without raised rights.");
        }

        RefuseStrangers(facts);
        return facts.MainAsks || (facts.HasTrustedAssemblies && facts.AllowsHooks)
            ? new LaunchPlan(self, null, facts.MainAsks ? null : HookOf(facts))
            : throw new WorkerStartException(
                (facts.HasTrustedAssemblies
                    ? "This application is trimmed, or startup hooks are switched off in it (StartupHookSupport)"
                    : "This is a NativeAOT application") +
                ", so its workers are entered through its own Main, which has not asked yet whether it is to be one. " +
                "Begin Main with: if (ParallelGen.ParallelRuntime.RunIfWorker()) return;");
    }

    /// <summary>
    /// A native program that has loaded the runtime, rather than been started by it, goes on as itself where its worker should be: no
    /// hook runs there, and no Main. It would start workers in turn, and those as well. So would whatever else is started as a worker
    /// and is not entered, such as behind a launcher that gives the application other arguments.
    /// </summary>
    private static void RefuseStrangers(HostFacts facts)
    {
        if (facts.EntryAssemblyName is null)
        {
            throw new WorkerStartException(
                $"The runtime of this process was loaded by a native program, '{facts.ProcessPath}', which started once more would not be a worker. " +
                "Use a framework-dependent build of what it loads: its workers are started by the dotnet host.");
        }

        if (!facts.IsWorker && facts.CommandLine is [_, WorkerEntry.Argument])
        {
            throw new WorkerStartException(
                $"This process was started as a worker (its argument is {WorkerEntry.Argument}) but went on as the application, so it starts no workers in turn. " +
                "Call ParallelGen.ParallelRuntime.RunIfWorker() in Main before anything else, under no condition, and let Main see the arguments that the process was started with.");
        }
    }

    /// <summary>
    /// The library's file, for a plugin's is not among those that the runtime finds by name. The name where it has none, or one that
    /// would be taken for several.
    /// </summary>
    private static string HookOf(HostFacts facts) =>
        facts.LibraryPath is { Length: > 0 } file && !file.Contains(Path.PathSeparator, StringComparison.Ordinal) ? file : "ParallelGen";

    /// <summary>The muxer of the very installation whose runtime this process uses comes before any that a variable names.</summary>
    private static string FindMuxer(HostFacts facts)
    {
        string name = Muxer(facts);
        var tried = new List<string>();
        if (facts.ProcessPath is { } self && Path.GetFileName(self) == name)
        {
            return self;
        }

        // …/shared/Microsoft.NETCore.App/10.0.0/System.Private.CoreLib.dll
        tried.Add(Path.GetFullPath(Path.Combine(facts.CoreLibraryDirectory, "..", "..", "..", name)));
        if (facts.FrameworkDepsFile is { } framework && Path.GetDirectoryName(framework) is { } directory)
        {
            tried.Add(Path.GetFullPath(Path.Combine(directory, "..", "..", "..", name)));
        }

        if (facts.Environment("DOTNET_HOST_PATH") is { Length: > 0 } host)
        {
            tried.Add(host);
        }

        if (facts.Environment("DOTNET_ROOT") is { Length: > 0 } root)
        {
            tried.Add(Path.Combine(root, name));
        }

        return tried.Find(path => facts.FileExists(path)) ?? throw new WorkerStartException(
            $"No dotnet host was found to start a worker with (looked for {string.Join(", ", tried.Distinct())}). " +
            "Set DOTNET_ROOT to the folder of an installed .NET.");
    }

    private static string? FindDepsFile(HostFacts facts) =>
        facts.DepsFiles.FirstOrDefault(file => FrameworkOf(file) is null && facts.FileExists(file));

    /// <summary>What the host was told on the command line wins, then what lies beside the deps file, then beside the entry assembly.</summary>
    private static string? FindRuntimeConfig(HostFacts facts)
    {
        if (HostOption(facts, "--runtimeconfig") is { } told && facts.FileExists(told))
        {
            return Path.GetFullPath(told);
        }

        const string Deps = ".deps.json";
        const string Config = ".runtimeconfig.json";
        if (FindDepsFile(facts) is { } deps && deps.EndsWith(Deps, StringComparison.Ordinal)
            && deps[..^Deps.Length] + Config is { } besideDeps && facts.FileExists(besideDeps))
        {
            return besideDeps;
        }

        return facts.EntryAssemblyPath is { } entry && Path.ChangeExtension(entry, null) + Config is { } besideEntry && facts.FileExists(besideEntry)
            ? besideEntry
            : null;
    }

    /// <summary>
    /// The value of an option given to the dotnet host: <c>dotnet [exec] [--option value]… app.dll arguments…</c>. What stands behind
    /// the first word that is no option is the program's own, and an apphost takes none.
    /// </summary>
    private static string? HostOption(HostFacts facts, string option)
    {
        IReadOnlyList<string> words = facts.CommandLine;
        int first = words.Count > 1 && words[1] == "exec" ? 2 : 1;
        if (Path.GetFileName(facts.ProcessPath) != Muxer(facts))
        {
            return null;
        }

        for (int i = first; i + 1 < words.Count && words[i].StartsWith("--", StringComparison.Ordinal); i += 2)
        {
            if (words[i] == option)
            {
                return words[i + 1];
            }
        }

        return null;
    }

    private static string Muxer(HostFacts facts) => facts.IsWindows ? "dotnet.exe" : "dotnet";

    private static List<(string Name, string Version)> Frameworks(HostFacts facts)
    {
        var found = new List<(string, string)>();
        foreach (string file in facts.DepsFiles.Append(Path.Combine(facts.CoreLibraryDirectory, "Microsoft.NETCore.App.deps.json")))
        {
            if (FrameworkOf(file) is { } framework && !found.Contains(framework))
            {
                found.Add(framework);
            }
        }

        return found;
    }

    /// <summary>…/shared/NAME/VERSION/NAME.deps.json is a framework's deps file.</summary>
    private static (string Name, string Version)? FrameworkOf(string depsFile)
    {
        string[] parts = depsFile.Split('/', '\\');
        return parts.Length >= 4 && parts[^4] == "shared" && parts[^1] == parts[^3] + ".deps.json" ? (parts[^3], parts[^2]) : null;
    }
}
