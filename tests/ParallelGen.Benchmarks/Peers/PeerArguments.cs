using System.Globalization;

namespace ParallelGen.Benchmarks.Peers;

/// <summary>The command line of <c>peers</c>.</summary>
internal static class PeerArguments
{
    public const string Usage = "peers [--quick] [--only hot,map] [--passes 5] [--output docs/performance/peers.json] [--draw]";

    /// <exception cref="FormatException">An option is not known or its value is missing or wrong.</exception>
    public static PeerSettings Parse(IReadOnlyList<string> arguments, IEnumerable<string> cases)
    {
        var settings = new PeerSettings { Output = "" };
        for (int i = 0; i < arguments.Count; i++)
        {
            string Value() => ++i < arguments.Count ? arguments[i] : throw new FormatException($"{arguments[i - 1]} needs a value. {Usage}");
            settings = arguments[i] switch
            {
                "--quick" => settings with { Quick = true },
                "--draw" => settings with { DrawOnly = true },
                "--only" => settings with { Only = Names(Value(), cases) },
                "--passes" => settings with { Passes = Count(Value()) },
                "--output" => settings with { Output = Path.GetFullPath(Value()) },
                _ => throw new FormatException($"'{arguments[i]}' is no option. {Usage}"),
            };
        }

        return Complete(settings, arguments);
    }

    /// <summary>A quick run goes elsewhere unless told: it must not replace figures that the documents show.</summary>
    private static PeerSettings Complete(PeerSettings settings, IReadOnlyList<string> arguments) => settings with
    {
        Passes = settings.Quick && !arguments.Contains("--passes") ? 1 : settings.Passes,
        Output = settings.Output.Length > 0 ? settings.Output
            : settings.Quick ? Path.Combine(AppContext.BaseDirectory, "results", "peers.json")
            : Path.Combine(Repository(), "docs", "performance", "peers.json"),
    };

    private static string[] Names(string list, IEnumerable<string> cases)
    {
        string[] names = list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string[] unknown = [.. names.Except(cases, StringComparer.Ordinal)];
        return unknown.Length == 0 ? names : throw new FormatException($"No case is called {string.Join(", ", unknown)}. There are: {string.Join(", ", cases)}.");
    }

    private static int Count(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0
            ? count
            : throw new FormatException($"--passes needs a positive number, not '{text}'.");

    /// <summary>The folder of the solution, above where the program runs or lies.</summary>
    private static string Repository()
    {
        foreach (string start in new[] { Environment.CurrentDirectory, AppContext.BaseDirectory })
        {
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "ParallelGen.sln")))
                {
                    return folder.FullName;
                }
            }
        }

        throw new FormatException("The repository was not found from here: say where to with --output.");
    }
}
