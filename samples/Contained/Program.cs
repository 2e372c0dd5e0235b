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
});
int self = Environment.ProcessId;
int worker = await Trouble.ProcessIdAsync();
Console.WriteLine($"the worker is another process: {worker != self}");

await SurviveAsync("a crash in native code", Trouble.SegfaultAsync());
await SurviveAsync("a loop that never ends", Trouble.SpinAsync());

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
