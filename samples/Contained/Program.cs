using Contained;
using ParallelGen;

if (OperatingSystem.IsWindows())
{
    Console.WriteLine("This sample crashes in libc: it runs on Linux and macOS.");
    return;
}

// One worker: a call after a disaster can run only because the pool has replaced it.
ProcessPool.Configure(ProcessPool.DefaultName, options =>
{
    options.Workers = 1;
    options.KillGraceMilliseconds = 200;
    options.MaxWorkerMemoryMegabytes = 300;
});
int self = Environment.ProcessId;
int worker = await Trouble.ProcessIdAsync();
Console.WriteLine($"the worker is another process: {worker != self}");

await SurviveAsync("a crash in native code", Trouble.SegfaultAsync());
await SurviveAsync("a loop that never ends", Trouble.SpinAsync());

await RecycleAsync("a leak in native code");

Console.WriteLine($"this process is still the same: {Environment.ProcessId == self}");

async Task SurviveAsync(string name, Task<int> call)
{
    Console.WriteLine($"{name}:");
    try
    {
        await call;
    }
    catch (WorkerCrashedException error)
    {
        Console.WriteLine($"  WorkerCrashedException, signal {error.Signal}: {error.Message}");
    }
    catch (TimeoutException error)
    {
        Console.WriteLine($"  TimeoutException: {error.Message}");
    }

    int replacement = await Trouble.ProcessIdAsync();
    Console.WriteLine($"  the next call: 6 * 7 = {await Trouble.MultiplyAsync(6, 7)}, in a new worker: {replacement != worker}");
    worker = replacement;
}

// Nobody has to wait for the leak to become a disaster: past its limit the worker is replaced, between two calls.
async Task RecycleAsync(string name)
{
    Console.WriteLine($"{name}:");
    long recycled = ProcessPool.Get().GetSnapshot().Recycled;
    while (await Trouble.LeakAsync(megabytes: 50) == worker)
    {
    }

    bool isRecycled = ProcessPool.Get().GetSnapshot().Recycled > recycled;
    Console.WriteLine($"  no call has failed, and the worker that had leaked too much was replaced: {isRecycled}");
}
