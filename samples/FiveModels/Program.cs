using System.Diagnostics;
using System.Globalization;
using ParallelGen;

const int Slices = 8;
const int Width = 25_000;

// How long a worker process that was told to stop may go on before it is killed.
ProcessPool.Configure(ProcessPool.DefaultName, options => options.KillGraceMilliseconds = 200);
int thread = Environment.CurrentManagedThreadId;
Console.WriteLine($"the caller: process {Environment.ProcessId}, thread {thread}");
Console.WriteLine("model        primes  process         thread       time    a cancelled call        one that does not listen");
await RunAsync<OnThread>("Thread");
await RunAsync<OnThreadPool>("ThreadPool");
await RunAsync<OnEventLoop>("EventLoop");
await RunAsync<InProcess>("Process");
await RunAsync<OnProcessPool>("ProcessPool");

async Task RunAsync<TJob>(string model)
    where TJob : IJob
{
    var clock = Stopwatch.StartNew();
    Slice[] slices = await TJob.CountAll(Enumerable.Range(0, Slices).Select(slice => (slice * Width, (slice + 1) * Width)));
    TimeSpan time = clock.Elapsed;

    string processes = Compare(slices.Select(slice => slice.ProcessId), Environment.ProcessId);
    string threads = slices[0].ProcessId == Environment.ProcessId ? Compare(slices.Select(slice => slice.ThreadId), thread) : "other";
    Console.WriteLine(
        $"{model,-12} {slices.Sum(slice => slice.Primes),6}  {processes,-14}  {threads,-11}  {time.TotalSeconds:F2} s  {await CancelAsync<TJob>(),-22}  {await CancelStubbornAsync<TJob>()}");
}

// The first id, and how many others there are.
static string Compare(IEnumerable<int> ran, int own)
{
    int[] ids = [.. ran.Distinct()];
    return $"{(ids.Contains(own) ? "same" : "other")} {ids[0]}{(ids.Length > 1 ? $" +{ids.Length - 1}" : "")}";
}

static async Task<string> CancelAsync<TJob>()
    where TJob : IJob
{
    using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
    try
    {
        Slice all = await TJob.CountAsync(0, int.MaxValue, cancel.Token);
        return $"found {all.Primes}";
    }
    catch (OperationCanceledException error) when (error.CancellationToken == cancel.Token)
    {
        return "throws with that token";
    }
}

// The caller is told at once on every model. What becomes of the method is where models differ.
static async Task<string> CancelStubbornAsync<TJob>()
    where TJob : IJob
{
    DirectoryInfo folder = Directory.CreateTempSubdirectory("FiveModels-");
    try
    {
        using var cancel = new CancellationTokenSource();
        Task<int> call = TJob.IgnoreAsync(folder.FullName, cancel.Token);
        int process = int.Parse(await Files.ReadAsync(folder.FullName, Files.Started), CultureInfo.InvariantCulture);
        await cancel.CancelAsync();
        try
        {
            return $"found {await call}";
        }
        catch (OperationCanceledException)
        {
        }

        if (process == Environment.ProcessId)
        {
            await Files.WriteAsync(folder.FullName, Files.MayEnd, "");
            return $"runs on: {await Files.ReadAsync(folder.FullName, Files.Ended)}; its result is dropped";
        }

        while (Exists(process))
        {
            await Task.Delay(10);
        }

        return "its process was killed";
    }
    finally
    {
        folder.Delete(recursive: true);
    }
}

static bool Exists(int process)
{
    try
    {
        Process.GetProcessById(process).Dispose();
        return true;
    }
    catch (ArgumentException)
    {
        return false;
    }
}

/// <summary>A thread for each call.</summary>
internal sealed partial class OnThread : IJob
{
    [RunOn(Model.Thread)]
    public static Task<Slice> CountCore(int from, int to, CancellationToken cancel) => Job.CountAsync(from, to, cancel);

    [RunOn(Model.Thread)]
    public static Task<int> IgnoreCore(string folder, CancellationToken cancel) => Job.IgnoreAsync(folder, cancel);
}

/// <summary>The thread pool.</summary>
internal sealed partial class OnThreadPool : IJob
{
    [RunOn(Model.ThreadPool)]
    public static Task<Slice> CountCore(int from, int to, CancellationToken cancel) => Job.CountAsync(from, to, cancel);

    [RunOn(Model.ThreadPool)]
    public static Task<int> IgnoreCore(string folder, CancellationToken cancel) => Job.IgnoreAsync(folder, cancel);
}

/// <summary>One thread for all calls: they take turns where they await.</summary>
internal sealed partial class OnEventLoop : IJob
{
    [RunOn(Model.EventLoop)]
    public static Task<Slice> CountCore(int from, int to, CancellationToken cancel) => Job.CountAsync(from, to, cancel);

    [RunOn(Model.EventLoop)]
    public static Task<int> IgnoreCore(string folder, CancellationToken cancel) => Job.IgnoreAsync(folder, cancel);
}

/// <summary>A fresh process for each call.</summary>
internal sealed partial class InProcess : IJob
{
    [RunOn(Model.Process)]
    public static Task<Slice> CountCore(int from, int to, CancellationToken cancel) => Job.CountAsync(from, to, cancel);

    [RunOn(Model.Process)]
    public static Task<int> IgnoreCore(string folder, CancellationToken cancel) => Job.IgnoreAsync(folder, cancel);
}

/// <summary>Worker processes that live on.</summary>
internal sealed partial class OnProcessPool : IJob
{
    [RunOn(Model.ProcessPool)]
    public static Task<Slice> CountCore(int from, int to, CancellationToken cancel) => Job.CountAsync(from, to, cancel);

    [RunOn(Model.ProcessPool)]
    public static Task<int> IgnoreCore(string folder, CancellationToken cancel) => Job.IgnoreAsync(folder, cancel);
}

/// <summary>The members that the compiler writes: the same ones for every model.</summary>
internal interface IJob
{
    static abstract Task<Slice> CountAsync(int from, int to, CancellationToken cancel = default);

    static abstract Batch<Slice> CountAll(IEnumerable<(int from, int to)> inputs);

    static abstract Task<int> IgnoreAsync(string folder, CancellationToken cancel = default);
}

/// <summary>What a call found, and where it ran.</summary>
internal sealed record Slice(int Primes, int ProcessId, int ThreadId);

/// <summary>The job: ordinary code that knows nothing of models.</summary>
internal static class Job
{
    private const int Step = 1000;

    public static async Task<Slice> CountAsync(int from, int to, CancellationToken cancel)
    {
        int primes = 0;
        for (int value = from; value < to; value++)
        {
            if (value % Step == 0)
            {
                cancel.ThrowIfCancellationRequested();
                // Others have their turn: on an event loop this is the only place where they do.
                await Task.Yield();
            }

            primes += IsPrime(value) ? 1 : 0;
        }

        return new Slice(primes, Environment.ProcessId, Environment.CurrentManagedThreadId);
    }

    /// <summary>Tells where it runs, and goes on until it is let, whatever its token says.</summary>
    public static async Task<int> IgnoreAsync(string folder, CancellationToken cancel)
    {
        await Files.WriteAsync(folder, Files.Started, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        await Files.ReadAsync(folder, Files.MayEnd);
        await Files.WriteAsync(folder, Files.Ended, cancel.IsCancellationRequested ? "it ended by itself" : "nobody told it to stop");
        return 0;
    }

    private static bool IsPrime(int value)
    {
        for (int divisor = 2; (long)divisor * divisor <= value; divisor++)
        {
            if (value % divisor == 0)
            {
                return false;
            }
        }

        return value > 1;
    }
}

/// <summary>Files are what a caller and a method in any process have in common.</summary>
internal static class Files
{
    public const string Started = "started";
    public const string MayEnd = "may-end";
    public const string Ended = "ended";

    /// <summary>A file is there as a whole or not at all.</summary>
    public static async Task WriteAsync(string folder, string name, string text)
    {
        string path = Path.Combine(folder, name);
        await File.WriteAllTextAsync(path + ".part", text);
        File.Move(path + ".part", path);
    }

    /// <summary>Waits for the file.</summary>
    public static async Task<string> ReadAsync(string folder, string name)
    {
        string path = Path.Combine(folder, name);
        while (!File.Exists(path))
        {
            await Task.Delay(10);
        }

        return await File.ReadAllTextAsync(path);
    }
}
