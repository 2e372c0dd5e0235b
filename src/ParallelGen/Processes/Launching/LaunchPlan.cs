namespace ParallelGen.Processes.Launching;

/// <summary>How to start a worker: with the dotnet host, or as the application's own executable once more.</summary>
/// <param name="Executable">The <c>dotnet</c> host, or the application.</param>
/// <param name="Host">What the dotnet host is given; null where the executable is the application.</param>
/// <param name="Hook">The startup hook through which the application is entered, before its Main; null where Main calls <see cref="ParallelRuntime.RunIfWorker"/>.</param>
internal sealed record LaunchPlan(string Executable, HostFiles? Host, string? Hook = null)
{
    /// <summary>The arguments, given the runtimeconfig to use.</summary>
    public IEnumerable<string> Arguments(string? runtimeConfig)
    {
        if (Host is { } host)
        {
            yield return "exec";
            yield return "--runtimeconfig";
            yield return runtimeConfig!;
            if (host.DepsFile is not null)
            {
                yield return "--depsfile";
                yield return host.DepsFile;
            }

            yield return host.Library;
        }

        yield return WorkerEntry.Argument;
    }
}
