using System.Text.Json.Nodes;

namespace ParallelGen.Processes.Launching;

/// <summary>A runtimeconfig.json for a worker: the application's own, or a temporary one made from the frameworks that this process runs on.</summary>
internal sealed class RuntimeConfigFile : IDisposable
{
    private readonly bool _temporary;

    private RuntimeConfigFile(string path, bool temporary) => (Path, _temporary) = (path, temporary);

    public string Path { get; }

    /// <exception cref="WorkerStartException">There is none, and nothing to make one from.</exception>
    public static RuntimeConfigFile For(HostFiles files)
    {
        if (files.RuntimeConfig is { } path)
        {
            return new RuntimeConfigFile(path, temporary: false);
        }

        if (files.Frameworks.Count == 0)
        {
            throw new WorkerStartException(
                "No runtimeconfig.json was found for a worker (looked on the command line, beside the deps file and beside the entry assembly), and the frameworks of this process are unknown.");
        }

        var frameworks = new JsonArray();
        foreach ((string name, string version) in files.Frameworks)
        {
            frameworks.Add((JsonNode)new JsonObject { ["name"] = name, ["version"] = version });
        }

        var config = new JsonObject { ["runtimeOptions"] = new JsonObject { ["frameworks"] = frameworks } };
        string file = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"parallelgen-{Guid.NewGuid():n}.runtimeconfig.json");
        File.WriteAllText(file, config.ToJsonString());
        return new RuntimeConfigFile(file, temporary: true);
    }

    public void Dispose()
    {
        try
        {
            if (_temporary)
            {
                File.Delete(Path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody else's folder by now. A leftover file harms nobody; an exception here would cost the worker.
        }
    }
}
