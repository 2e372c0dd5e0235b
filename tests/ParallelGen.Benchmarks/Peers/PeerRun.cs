using System.Diagnostics;
using ParallelGen.Benchmarks.Peers.Cases;
using ParallelGen.Benchmarks.Peers.Participants;
using ParallelGen.Benchmarks.Peers.Report;

namespace ParallelGen.Benchmarks.Peers;

/// <summary>The command <c>peers</c>: ours and the others in one run, tables, one file of raw results, and charts drawn from that file.</summary>
internal static class PeerRun
{
    private static readonly IReadOnlyList<ICase> s_cases =
    [
        new LatencyCase(paused: false), new LatencyCase(paused: true), new SubmitCase(), new MapCase(), new RecordsCase(), new EchoCase(),
        new ComputeCase(), new ColdCase(), new IdleCase(), new MemoryCase(), new ScalingCase(),
    ];

    public static async Task<int> RunAsync(string[] arguments)
    {
        PeerSettings settings;
        try
        {
            settings = PeerArguments.Parse(arguments, s_cases.Select(each => each.Name));
        }
        catch (FormatException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 2;
        }

        bool hasFailed = !settings.DrawOnly && !await TryMeasureAsync(settings);
        await DrawAsync(settings);
        return hasFailed ? 1 : 0;
    }

    /// <summary>The file is written after every case: what was measured is not lost with what comes after it.</summary>
    private static async Task<bool> TryMeasureAsync(PeerSettings settings)
    {
        var watch = Stopwatch.StartNew();
        bool isGood = true;
        string[] names = [.. s_cases.Select(each => each.Name)];
        ResultFile file = settings.Only.Count > 0 && File.Exists(settings.Output)
            ? await ResultFile.ReadAsync(settings.Output)
            : new ResultFile { Machine = new Dictionary<string, string>(), Cases = [] };
        await using var entrants = new Entrants(settings);
        await OurPool.RestartAsync(settings.Workers);
        foreach (ICase each in s_cases.Where(each => settings.Only.Count == 0 || settings.Only.Contains(each.Name)))
        {
            Console.WriteLine($"\n{each.Title}  [{each.Name}, {watch.Elapsed.TotalSeconds:0} s]");
            var runner = new CaseRunner(each, entrants);
            CaseResult result = await runner.RunAsync();
            isGood &= !runner.HasOursFailed;
            Console.Write(ConsoleTables.Write(CaseTables.Of(result), CaseTables.Notes(result)));
            file = file.With(result, Machine.Describe(entrants.Versions), names);
            await file.WriteAsync(settings.Output);
        }

        Console.WriteLine($"\nMeasured in {watch.Elapsed.TotalSeconds:0} s.");
        return isGood;
    }

    private static async Task DrawAsync(PeerSettings settings)
    {
        ResultFile file = await ResultFile.ReadAsync(settings.Output);
        string folder = Path.GetDirectoryName(settings.Output)!;
        IReadOnlyList<string> charts = Charts.Draw(file, folder);
        string tables = Path.ChangeExtension(settings.Output, ".md");
        await File.WriteAllTextAsync(tables, MarkdownTables.Write(file, Path.GetFileName(settings.Output), charts));
        Console.Write($"\nAll cases\n{ConsoleTables.Write(OverviewTable.Of(file), [])}");
        Console.WriteLine($"""

            {settings.Output}
            {tables}
            {charts.Count} charts in {folder}
            The event loop beside Nito.AsyncEx AsyncContext is a benchmark of its own: -- eventloop
            """);
    }
}
