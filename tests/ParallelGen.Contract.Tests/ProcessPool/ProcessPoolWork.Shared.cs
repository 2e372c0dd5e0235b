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

    [RunOn(Model.ProcessPool)]
    public static int WeighCore(int value, [Broadcast] int[] weights) => weights[value % weights.Length] * value;
}
