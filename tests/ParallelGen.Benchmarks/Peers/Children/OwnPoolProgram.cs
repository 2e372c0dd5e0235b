using System.Text.Json;
using ParallelGen.Benchmarks.Peers.Participants;

namespace ParallelGen.Benchmarks.Peers.Children;

/// <summary>A program with a warmed pool and nothing else, for what it costs to have one: the benchmark itself is no such program.</summary>
internal static class OwnPoolProgram
{
    private const int WarmUpCalls = 1_000;

    public static async Task<int> RunAsync(int workers)
    {
        await OurPool.RestartAsync(workers);
        for (int i = 0; i < WarmUpCalls; i++)
        {
            await Work.NoOpAsync(i);
        }

        await Work.NoOpAll(Enumerable.Range(0, WarmUpCalls));
        Console.WriteLine(JsonSerializer.Serialize(new ProcessFamily(Environment.ProcessId, OurPool.Processes)));
        ChildProgram.WaitForEndOfInput();
        await ProcessPool.Get().DisposeAsync();
        return 0;
    }
}
