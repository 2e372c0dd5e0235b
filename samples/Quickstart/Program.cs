using System.Diagnostics;
using ParallelGen;
using Quickstart;

string folder = Path.GetFullPath(args is [string given, ..] ? given : Sources.FindRepository() ?? ".");
if (!Directory.Exists(folder))
{
    Console.Error.WriteLine($"There is no folder {folder}");
    return 1;
}

using var bad = new BadFiles();
SourceFile[] files = [bad.TooDeep, .. Sources.In(folder), bad.Unfinished];
var clock = Stopwatch.StartNew();

// One call for each file, in worker processes. What became of a file stands where the file stands.
Outcome<FileMetrics>[] outcomes = await Metrics.MeasureAll(files).WithProgress(new ProgressLine()).OutcomesAsync();

int lines = 0;
var methods = new List<(SourceFile File, MethodMetrics Method)>();
var failures = new List<(SourceFile File, Exception Error)>();
foreach ((SourceFile file, Outcome<FileMetrics> outcome) in files.Zip(outcomes))
{
    if (outcome.Succeeded)
    {
        lines += outcome.Value.Lines;
        methods.AddRange(outcome.Value.Methods.Select(method => (file, method)));
    }
    else
    {
        failures.Add((file, outcome.Error));
    }
}

Console.WriteLine("The most complex methods:");
// The sort is stable: equals stay in the order of files and lines.
foreach ((SourceFile file, MethodMetrics method) in methods.OrderByDescending(one => one.Method.Complexity).Take(10))
{
    Console.WriteLine($"{method.Complexity,5}  {method.Name}  {file.Name}:{method.Line}");
}

Console.WriteLine($"{files.Length - failures.Count} files, {methods.Count} methods, {lines} lines");
Console.WriteLine($"{failures.Count} files failed:");
foreach ((SourceFile file, Exception error) in failures)
{
    string what = error is WorkerCrashedException crash
        ? $"signal {crash.Signal}, {crash.StandardErrorTail.Split('\n')[0]}"
        : error.Message;
    Console.WriteLine($"  {file.Name}: {error.GetType().Name}: {what}");
}

Console.WriteLine($"{clock.Elapsed.TotalSeconds:F1} s on at most {Environment.ProcessorCount} workers");
return 0;
