using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using ParallelGen.Benchmarks.Peers.Report;
using ParallelGen.Generators;
using ParallelGen.Generators.Tests.Rules;

namespace ParallelGen.Benchmarks.Rules;

/// <summary>Our analyzers beside those of others, over the same generated-for project.</summary>
internal static class AnalyzerCost
{
    /// <summary>What the numbers mean.</summary>
    public static IReadOnlyList<string> Notes { get; } =
    [
        "own time: inside the analyzers, as the compiler counts it; whole: compiling and analyzing, less compiling alone.",
        "Per 100 000 lines, generated ones included; one thread; medians.",
    ];

    public static int Lines(Compilation compilation) => compilation.SyntaxTrees.Sum(tree => tree.GetText().Lines.Count);

    /// <summary>The one in the middle.</summary>
    public static double Median(IReadOnlyCollection<double> passes) => passes.Order().ElementAt(passes.Count / 2);

    public static async Task<Table> MeasureAsync(CSharpCompilation project, int passes)
    {
        CSharpGeneratorDriver.Create(new ParallelGenGenerator()).RunGeneratorsAndUpdateCompilation(project, out Compilation compilation, out _);
        double scale = 100_000.0 / Lines(compilation);
        (string Name, ImmutableArray<DiagnosticAnalyzer> Analyzers)[] contestants =
        [
            ("ParallelGen", AllAnalyzers.Make()),
            ("Microsoft.VisualStudio.Threading.Analyzers", Load("Microsoft.VisualStudio.Threading.Analyzers.CSharp", "Microsoft.VisualStudio.Threading.Analyzers")),
            ("Meziantou.Analyzer", Load("Meziantou.Analyzer")),
        ];
        List<double>[] own = [[], [], []];
        List<double>[] whole = [[], [], []];
        for (int pass = 0; pass < passes + 1; pass++)
        {
            double alone = Compile(compilation);
            for (int i = 0; i < contestants.Length; i++)
            {
                (double inside, double all) = await RunAsync(compilation, contestants[i].Analyzers);
                // The first pass is the just-in-time compiler's.
                if (pass > 0)
                {
                    own[i].Add(inside * scale);
                    whole[i].Add((all - alone) * scale);
                }
            }
        }

        double ours = Median(own[0]);
        return new Table(
            ["analyzers", "how many", "own time, ms", "whole, ms", "own time, ours = 1"],
            [.. contestants.Select((contestant, i) => (IReadOnlyList<string>)
            [
                contestant.Name,
                contestant.Analyzers.Length.ToString(CultureInfo.InvariantCulture),
                Median(own[i]).ToString("0", CultureInfo.InvariantCulture),
                Median(whole[i]).ToString("0", CultureInfo.InvariantCulture),
                (Median(own[i]) / ours).ToString("0.0", CultureInfo.InvariantCulture),
            ])],
            Names: 1);
    }

    private static double Compile(Compilation compilation)
    {
        long start = Stopwatch.GetTimestamp();
        compilation.Clone().GetDiagnostics();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static async Task<(double Own, double Whole)> RunAsync(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        List<Exception> thrown = [];
        CompilationWithAnalyzers analysis = compilation.Clone().WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), (exception, _, _) => thrown.Add(exception), concurrentAnalysis: false, logAnalyzerExecutionTime: true));
        long start = Stopwatch.GetTimestamp();
        await analysis.GetAllDiagnosticsAsync();
        double whole = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        AnalysisResult result = await analysis.GetAnalysisResultAsync(CancellationToken.None);
        return thrown.Count == 0
            ? (result.AnalyzerTelemetryInfo.Values.Sum(info => info.ExecutionTime.TotalMilliseconds), whole)
            : throw new InvalidOperationException("An analyzer threw, so its time says nothing.", thrown[0]);
    }

    /// <summary>The analyzers of a package, of the files that the build noted.</summary>
    private static ImmutableArray<DiagnosticAnalyzer> Load(params string[] files) =>
    [
        .. from file in files
           let path = typeof(AnalyzerCost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == file).Value!
           from type in Assembly.LoadFrom(path).GetTypes()
           where type.GetCustomAttribute<DiagnosticAnalyzerAttribute>()?.Languages.Contains(LanguageNames.CSharp) == true && !type.IsAbstract
           orderby type.FullName
           select (DiagnosticAnalyzer)Activator.CreateInstance(type)!,
    ];
}
