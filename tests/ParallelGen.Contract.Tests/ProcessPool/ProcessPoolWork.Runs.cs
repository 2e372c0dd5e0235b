using System.Diagnostics;
using System.Globalization;

namespace ParallelGen.Contract;

public sealed partial class ProcessPoolWork
{
    private static readonly AsyncLocal<string?> s_left = new();

    /// <summary>Waits for its signal or its token, and says which came.</summary>
    [RunOn(Model.ProcessPool)]
    public static async Task<int> HoldCoreAsync(string folder, int number, CancellationToken cancel)
    {
        Signal.Set(folder, $"started-{number}");
        try
        {
            await Signal.WaitAsync(folder, Signal.Go, cancel);
        }
        catch (OperationCanceledException)
        {
            Signal.Set(folder, $"cancelled-{number}");
            throw;
        }

        Signal.Set(folder, $"ended-{number}");
        return number;
    }

    /// <summary>Has no token.</summary>
    [RunOn(Model.ProcessPool)]
    public static async Task<int> IgnoreCoreAsync(string folder, int number)
    {
        Signal.Set(folder, $"started-{number}");
        await Signal.WaitAsync(folder, Signal.Go);
        Signal.Set(folder, $"ended-{number}");
        return number;
    }

    /// <summary>Leaves one trace for each time that it runs.</summary>
    [RunOn(Model.ProcessPool)]
    public static int RunCore(string folder, int number)
    {
        Signal.Log(folder, $"ran-{number}");
        return number;
    }

    /// <summary>How many of its calls run at a moment of this one.</summary>
    [RunOn(Model.ProcessPool)]
    public static async Task<int> OverlapCoreAsync(string folder, int number)
    {
        string running = Path.Combine(folder, $"running-{number}");
        TouchCore(running);
        await Task.Delay(1);
        int count = Signal.Count(folder, "running-");
        File.Delete(running);
        return count;
    }

    /// <summary>The same, limited by the attribute.</summary>
    [RunOn(Model.ProcessPool, MaxConcurrency = 1)]
    public static Task<int> OneByOneCoreAsync(string folder, int number) => OverlapCoreAsync(folder, number);

    [RunOn(Model.ProcessPool, MaxConcurrency = 1)]
    public static Task<int> HoldOneByOneCoreAsync(string folder, int number, CancellationToken cancel) => HoldCoreAsync(folder, number, cancel);

    [RunOn(Model.ProcessPool, MaxConcurrency = 1)]
    public static Task<int> IgnoreOneByOneCoreAsync(string folder, int number) => IgnoreCoreAsync(folder, number);

    [RunOn(Model.ProcessPool, TimeoutMilliseconds = 1000)]
    public static async Task<int> HangCoreAsync(int number, CancellationToken cancel)
    {
        await Task.Delay(Timeout.Infinite, cancel);
        return number;
    }

    /// <summary>Hangs until it is cancelled, or not: then its limit is long enough for any machine.</summary>
    [RunOn(Model.ProcessPool, TimeoutMilliseconds = 5000)]
    public static async Task<int> LimitedCoreAsync(int number, bool hangs, CancellationToken cancel)
    {
        await Task.Delay(hangs ? Timeout.Infinite : 0, cancel);
        return number;
    }

    [RunOn(Model.ProcessPool)]
    public static Task<int> UnlimitedCoreAsync(int number, bool hangs, CancellationToken cancel) => LimitedCoreAsync(number, hangs, cancel);

    [RunOn(Model.ProcessPool)]
    public static async Task<int> PauseCoreAsync(int milliseconds, CancellationToken cancel)
    {
        await Task.Delay(milliseconds, cancel);
        return milliseconds;
    }

    [RunOn(Model.ProcessPool)]
    public static bool CanCancelCore(CancellationToken cancel) => cancel.CanBeCanceled;

    [RunOn(Model.ProcessPool)]
    public static string CultureCore() =>
        $"{CultureInfo.CurrentCulture.Name}/{CultureInfo.CurrentUICulture.Name}/{1.5.ToString(CultureInfo.CurrentCulture)}";

    [RunOn(Model.ProcessPool)]
    public static string? TraceCore() => Activity.Current?.TraceId.ToString();

    /// <summary>What an earlier call left in an async local. Leaves something itself.</summary>
    [RunOn(Model.ProcessPool)]
    public static string? LeaveBehindCore(string value)
    {
        string? found = s_left.Value;
        s_left.Value = value;
        return found;
    }

    [RunOn(Model.ProcessPool)]
    public static (int Process, int Thread) PlaceCore() => (Environment.ProcessId, Environment.CurrentManagedThreadId);
}
