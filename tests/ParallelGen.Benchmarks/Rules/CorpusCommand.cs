using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Tests.Corpus;

namespace ParallelGen.Benchmarks.Rules;

/// <summary>
/// The command <c>corpus</c>: generator and analyzers over decompiled packages, as they are and with <c>[RunOn]</c> on their static methods,
/// every model on every method. What follows the command names the assemblies to look at, by their files beside this program.
/// </summary>
internal static class CorpusCommand
{
    private const int Rounds = 5;

    /// <summary>Libraries of many hands and habits, some hundred thousand lines.</summary>
    private static readonly string[] s_usual =
    [
        "BenchmarkDotNet", "CommandLine", "Grpc.Core.Api", "Grpc.Net.Client", "ICSharpCode.Decompiler", "MessagePack", "Microsoft.Diagnostics.Runtime",
        "Microsoft.VisualStudio.Threading", "Nerdbank.Streams", "Newtonsoft.Json", "Nito.AsyncEx.Context", "Perfolizer", "ScottPlot", "StreamJsonRpc",
    ];

    public static async Task<int> RunAsync(string[] arguments)
    {
        string[] names = arguments.Length == 0 ? s_usual : arguments;
        CorpusRun run = new(CancellationToken.None);
        Stopwatch watch = Stopwatch.StartNew();
        foreach (string assembly in Decompiled.Assemblies.Where(path => names.Contains(Path.GetFileNameWithoutExtension(path))))
        {
            int before = run.Result.Lines;
            await run.AddAsync(Decompiled.Compile(assembly), Rounds);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds,5:0} s  {Path.GetFileNameWithoutExtension(assembly)}, {run.Result.Lines - before} lines"));
        }

        CorpusResult result = run.Result;
        string list = Path.Combine(Decompiled.Folder, "findings.txt");
        await File.WriteAllLinesAsync(list, Everything(result));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""

            {result.Lines} lines, {result.Methods} static methods, each on five models: {result.Generated} generated
            {result.Crashes.Count} times something threw
            {result.BroughtIn.Count} errors in what was generated
            {result.Ignored.Count} methods neither generated nor refused
            {result.Unasked.Count} findings in code without the attribute
            {string.Join("\n", result.Counts.Select(c => $"{c.Rule} {c.Count}"))}
            All of it, with file and line, and the files: {list}
            """));
        return result.Crashes.Count + result.BroughtIn.Count + result.Ignored.Count + result.Unasked.Count == 0 ? 0 : 1;
    }

    private static IEnumerable<string> Everything(CorpusResult result) =>
        result.Crashes.Select(text => "threw: " + text)
            .Concat(result.BroughtIn.Select(text => "error: " + text))
            .Concat(result.Ignored.Select(text => "ignored: " + text))
            .Concat(result.Unasked.Select(finding => "without the attribute: " + finding))
            .Concat(result.Findings.OrderBy(finding => finding.Severity == DiagnosticSeverity.Error).Select(finding => finding.ToString()));
}
