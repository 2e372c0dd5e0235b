namespace ParallelGen.Contract;

public sealed partial class ProcessPoolWork
{
    [RunOn(Model.ProcessPool)]
    public static int ReportCore(int steps, IProgress<int>? progress = null)
    {
        for (int i = 0; i < steps; i++)
        {
            progress?.Report(i);
        }

        return steps;
    }

    [RunOn(Model.ProcessPool)]
    public static async Task<int> ReportLaterCoreAsync(int steps, IProgress<string>? progress = null)
    {
        for (int i = 0; i < steps; i++)
        {
            await Task.Yield();
            progress?.Report($"step {i}");
        }

        return progress is null ? -1 : steps;
    }

    /// <summary>Reports until it is cancelled, whatever reporting throws.</summary>
    [RunOn(Model.ProcessPool)]
    public static async Task<int> ReportUntilCancelledCoreAsync(string folder, IProgress<int> progress, CancellationToken cancel)
    {
        for (int i = 0; !cancel.IsCancellationRequested; i++)
        {
            try
            {
                progress.Report(i);
            }
            catch (SoldOutException)
            {
                Signal.Set(folder, "caught");
            }

            await Task.Delay(1, CancellationToken.None);
        }

        Signal.Set(folder, "cancelled");
        return 0;
    }

    /// <summary>Endless, and reports each item.</summary>
    [RunOn(Model.ProcessPool)]
    public static IEnumerable<int> ReportEachCore(string folder, IProgress<int>? progress = null)
    {
        try
        {
            for (int i = 0; ; i++)
            {
                progress?.Report(i);
                yield return i;
            }
        }
        finally
        {
            Signal.Set(folder, "left");
        }
    }

    [RunOn(Model.ProcessPool)]
    public static int WeighCore(int value, [Broadcast] int[] weights) => weights[value % weights.Length] * value;
}
