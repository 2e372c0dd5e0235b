using System.Diagnostics;
using FiveModels;

const int Slices = 8;
const int Width = 25_000;

Console.WriteLine("model        primes  where               ids  time    a call that is cancelled");
await RunAsync<OnThread>("Thread");
await RunAsync<OnThreadPool>("ThreadPool");
await RunAsync<OnEventLoop>("EventLoop");
await RunAsync<InProcess>("Process");
await RunAsync<OnProcessPool>("ProcessPool");

static async Task RunAsync<TJob>(string model)
    where TJob : IJob
{
    var clock = Stopwatch.StartNew();
    Slice[] slices = await TJob.CountAll(Enumerable.Range(0, Slices).Select(slice => (slice * Width, (slice + 1) * Width)));
    TimeSpan time = clock.Elapsed;

    bool isHere = slices.All(slice => slice.ProcessId == Environment.ProcessId);
    string where = isHere ? "threads, here" : "other processes";
    int ids = slices.Select(slice => isHere ? slice.ThreadId : slice.ProcessId).Distinct().Count();
    Console.WriteLine(
        $"{model,-12} {slices.Sum(slice => slice.Primes),6}  {where,-18} {ids,4}  {time.TotalSeconds:F2} s  {await CancelAsync<TJob>()}");
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
