using System.Globalization;
using Apps;
using ParallelGen;
using Published;

// Answers in lines of a key and a value, as the other programs that the tests start.
#if ENTRY
if (args is not ["no-entry"])
{
    if (Environment.GetEnvironmentVariable("PUBLISHED_BANNER") is { } banner)
    {
        Console.WriteLine(banner);
    }

    if (ParallelRuntime.RunIfWorker())
    {
        return;
    }
}

#endif
Console.WriteLine($"main {Environment.ProcessId}");
File.AppendAllText(Environment.GetEnvironmentVariable("APPS_MAIN_LOG")!, $"{Environment.ProcessId}\n");
if (args is ["rebuilt"])
{
    OwnFile.Rebuild(typeof(Place).Assembly);
}

try
{
    Place place = await Places.WhereAsync();
    Console.WriteLine($"worker {place.ProcessId}");
    Console.WriteLine($"isworker {place.IsWorker}");
    Console.WriteLine($"entry {place.EntryAssembly}");
    Console.WriteLine($"base {place.BaseDirectory}");
}
catch (WorkerStartException e)
{
    Console.WriteLine($"refused {e.Message}");
    return;
}

Parcel parcel = Parcel.Sample();
Console.WriteLine($"parcel {(await Jobs.EchoAsync(parcel)).Describe() == parcel.Describe()}");
Console.WriteLine($"batch {string.Join(' ', (await Jobs.CubeAll(Enumerable.Range(0, 1000)).ToArrayAsync())[^2..])}");
var seen = new List<int>();
await foreach (int number in Jobs.CountStream(5))
{
    seen.Add(number);
}

Console.WriteLine($"stream {string.Join(' ', seen)}");
var reports = new Reports();
Console.WriteLine($"reports {await Jobs.ReportAsync(3, reports)} {string.Join(' ', reports.Seen)}");
Console.WriteLine($"initialized {await Jobs.InitializedAsync()}");
Console.WriteLine($"hooks {await Jobs.HooksAsync()}");
Console.WriteLine($"nested {await Jobs.NestedAsync(7)}");
Console.WriteLine($"fresh {await Jobs.FreshAsync() != await Jobs.FreshAsync()}");
Console.WriteLine($"own-error {await Failures.OfAsync(() => Jobs.FailAsync("own"))}");
Console.WriteLine($"framework-error {await Failures.OfAsync(() => Jobs.FailAsync("framework"))}");
Console.WriteLine($"crash {await Failures.OfAsync(() => Places.DieAsync())}");
Console.WriteLine($"late {await Failures.OfAsync(() => Jobs.SpinAsync())}");
Console.WriteLine($"models {await Jobs.OnThreadPoolAsync(3)} {await Jobs.OnThreadAsync(3)} {await Jobs.OnEventLoopAsync(3)}".ToString(CultureInfo.InvariantCulture));
