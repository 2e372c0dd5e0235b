namespace ParallelGen.Processes.Launching;

/// <summary>How to start a worker: <c>muxer exec --runtimeconfig R [--depsfile D] ParallelGen.dll parallelgen-worker</c>.</summary>
/// <param name="Muxer">The <c>dotnet</c> executable.</param>
/// <param name="RuntimeConfig">The runtimeconfig.json, which picks framework and runtime settings; null where none was found, and <paramref name="Frameworks"/> stand in.</param>
/// <param name="DepsFile">The application's deps.json, which tells where its assemblies lie; null to probe the library's directory.</param>
/// <param name="Library">The file of ParallelGen.dll.</param>
/// <param name="Frameworks">The shared frameworks (name, version) that this process runs on, for a synthesised runtimeconfig.</param>
internal sealed record LaunchPlan(
    string Muxer, string? RuntimeConfig, string? DepsFile, string Library, IReadOnlyList<(string Name, string Version)> Frameworks)
{
    /// <summary>The arguments, given the runtimeconfig to use.</summary>
    public IEnumerable<string> Arguments(string runtimeConfig)
    {
        yield return "exec";
        yield return "--runtimeconfig";
        yield return runtimeConfig;
        if (DepsFile is not null)
        {
            yield return "--depsfile";
            yield return DepsFile;
        }

        yield return Library;
        yield return WorkerEntry.Argument;
    }
}
