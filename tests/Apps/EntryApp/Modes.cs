using System.Reflection;
using ParallelGen;

namespace Apps;

/// <summary>What the program does, by its first argument. It answers in lines of a key and a value.</summary>
internal static class Modes
{
    private const int UsageError = 64;

    public static async Task<int> RunAsync(string[] arguments)
    {
        ProcessPool.Configure(ProcessPool.DefaultName, options =>
        {
            options.Workers = arguments is ["spare"] ? 1 : 2;
            options.Spares = arguments is ["spare"] ? 1 : 0;
        });
        switch (arguments)
        {
            case ["where"]:
                return await WhereAsync();
            case ["where-without", string file]:
                File.Delete(file);
                return await WhereAsync();
            case ["leave"]:
                await ListWorkersAsync();
                return 0;
            case ["spare"]:
                await LeaveASpareAsync();
                return 0;
            case ["die"]:
                return await DieAsync();
            case ["memory"]:
                return await CallFromMemoryAsync();
            case ["hold", string what]:
                return await HoldAsync(what);
            default:
                await Console.Error.WriteLineAsync("where | where-without FILE | leave | spare | die | memory | hold idle|spin|block");
                return UsageError;
        }
    }

    private static async Task<int> WhereAsync()
    {
        Place place = await Places.WhereAsync();
        Console.WriteLine($"worker {place.ProcessId}");
        Console.WriteLine($"isworker {place.IsWorker}");
        Console.WriteLine($"entry {place.EntryAssembly}");
        Console.WriteLine($"base {place.BaseDirectory}");
        Console.WriteLine($"current {place.WorkingDirectory}");
        await ProcessPool.Get().DisposeAsync();
        return 0;
    }

    /// <summary>The program ends while one worker is idle and one was never used.</summary>
    private static async Task LeaveASpareAsync()
    {
        await Places.WhereAsync();
        while (ProcessPool.Get().GetSnapshot().Workers.Count < 2)
        {
            await Task.Delay(1);
        }

        await ListWorkersAsync();
    }

    private static async Task ListWorkersAsync()
    {
        await ProcessPool.Get().WarmUpAsync();
        foreach (WorkerSnapshot worker in ProcessPool.Get().GetSnapshot().Workers)
        {
            Console.WriteLine($"idle {worker.ProcessId}");
        }
    }

    /// <summary>A worker dies, another serves, and the program ends without a word to its pool.</summary>
    private static async Task<int> DieAsync()
    {
        try
        {
            await Places.DieAsync();
        }
        catch (WorkerCrashedException e)
        {
            Console.WriteLine($"crashed {e.Signal}");
        }

        Console.WriteLine($"isworker {(await Places.WhereAsync()).IsWorker}");
        return 0;
    }

    /// <summary>Calls the method of a copy of its assembly that has no file.</summary>
    private static async Task<int> CallFromMemoryAsync()
    {
        byte[] image = await File.ReadAllBytesAsync(typeof(Places).Assembly.Location);
        Type places = Assembly.Load(image).GetType(typeof(Places).FullName!)!;
        try
        {
            await (Task)places.GetMethod(nameof(Places.WhereAsync))!.Invoke(null, [CancellationToken.None])!;
        }
        catch (WorkerStartException e)
        {
            Console.WriteLine($"refused {e.Message}");
        }

        return 0;
    }

    /// <summary>Keeps two workers in a state until this process is killed; the end of standard input ends it if nobody does.</summary>
    private static async Task<int> HoldAsync(string what)
    {
        await ListWorkersAsync();
        Task[] calls = what switch
        {
            "spin" => [Places.SpinAsync(), Places.SpinAsync()],
            "block" => [Places.BlockAsync(), Places.BlockAsync()],
            _ => [],
        };
        await Task.WhenAny([Console.In.ReadToEndAsync(), .. calls]);
        return 1;
    }
}
