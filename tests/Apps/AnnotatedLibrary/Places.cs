using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using ParallelGen;

namespace Apps;

/// <summary>Annotated methods that tell where they run, or stay there.</summary>
public static partial class Places
{
    [RunOn(Model.ProcessPool)]
    public static Place Where() => new(
        Environment.ProcessId,
        WorkerContext.IsWorker,
        Assembly.GetEntryAssembly()?.GetName().Name ?? "none",
        AppContext.BaseDirectory,
        Environment.CurrentDirectory);

    /// <summary>Never ends: a loop without a call, an allocation or a wait.</summary>
    [RunOn(Model.ProcessPool)]
    public static void Spin()
    {
        Console.WriteLine($"busy {Environment.ProcessId}");
        while (true)
        {
        }
    }

    /// <summary>Never ends: the thread is inside the kernel.</summary>
    [RunOn(Model.ProcessPool)]
    public static void Block()
    {
        Console.WriteLine($"busy {Environment.ProcessId}");
        while (true)
        {
            _ = Pause();
        }
    }

    /// <summary>Kills its own process.</summary>
    [RunOn(Model.ProcessPool)]
    public static void Die() => Process.GetCurrentProcess().Kill();

    [DllImport("libc", EntryPoint = "pause")]
    private static extern int Pause();
}
