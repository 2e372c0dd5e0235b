namespace ParallelGen.Processes.Launching;

/// <summary>The files of a worker that the dotnet host starts: <c>dotnet exec --runtimeconfig R [--depsfile D] ParallelGen.dll parallelgen-worker</c>.</summary>
/// <param name="RuntimeConfig">The runtimeconfig.json, which picks framework and runtime settings; null where none was found, and <paramref name="Frameworks"/> stand in.</param>
/// <param name="DepsFile">The application's deps.json, which tells where its assemblies lie; null to probe the library's directory.</param>
/// <param name="Library">The file of ParallelGen.dll.</param>
/// <param name="Frameworks">The shared frameworks (name, version) that this process runs on, for a synthesised runtimeconfig.</param>
internal sealed record HostFiles(string? RuntimeConfig, string? DepsFile, string Library, IReadOnlyList<(string Name, string Version)> Frameworks);
