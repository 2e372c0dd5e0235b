using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ParallelGen.Generators.Analyzers.Calls;

/// <summary>What the project file says of how the application is published. The package makes these properties visible to the compiler.</summary>
internal static class PublishedApplication
{
    public const string PublishAot = "PublishAot";
    public const string PublishTrimmed = "PublishTrimmed";
    public const string PublishSingleFile = "PublishSingleFile";
    public const string SelfContained = "SelfContained";
    public const string StartupHookSupport = "StartupHookSupport";

    /// <summary>The property, as it would be written, that takes the ordinary ways to start a worker away; null if none does.</summary>
    public static string? WithoutWorkerEntry(AnalyzerConfigOptions options)
    {
        foreach (string property in new[] { PublishAot, PublishTrimmed })
        {
            if (Is(options, property, "true"))
            {
                return property;
            }
        }

        // An application of files needs no hook: its workers are started with the dotnet host.
        return Is(options, StartupHookSupport, "false") && (Is(options, PublishSingleFile, "true") || Is(options, SelfContained, "true"))
            ? StartupHookSupport + "=false"
            : null;
    }

    private static bool Is(AnalyzerConfigOptions options, string property, string value) =>
        options.TryGetValue("build_property." + property, out string? set) && string.Equals(set, value, StringComparison.OrdinalIgnoreCase);
}
