using System.Reflection;
using System.Runtime.InteropServices;
using Grpc.Net.Client;
using StreamJsonRpc;

namespace ParallelGen.Benchmarks.Peers;

/// <summary>Where the figures come from.</summary>
internal static class Machine
{
    public static IReadOnlyDictionary<string, string> Describe(IReadOnlyDictionary<string, string> participants)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["processor"] = $"{Value("/proc/cpuinfo", "model name", ':')}, {Environment.ProcessorCount} cores available",
            ["memory"] = $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024):0.#} GiB",
            ["system"] = $"{Value("/etc/os-release", "PRETTY_NAME", '=')}, Linux {Environment.OSVersion.Version}",
            [".NET"] = RuntimeInformation.FrameworkDescription,
            ["load at the end"] = File.ReadAllText("/proc/loadavg").Split(' ')[0],
            ["StreamJsonRpc"] = VersionOf(typeof(JsonRpc)),
            ["gRPC"] = VersionOf(typeof(GrpcChannel)),
        };
        foreach ((string name, string version) in participants)
        {
            facts[name] = version;
        }

        return facts;
    }

    private static string Value(string file, string key, char separator) =>
        File.ReadLines(file).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?.Split(separator, 2)[1].Trim(' ', '"') ?? "unknown";

    private static string VersionOf(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
}
