namespace ParallelGen.Benchmarks.Peers.Participants;

/// <summary>The annotated methods: what a user writes, and nothing more.</summary>
internal static partial class Work
{
    [RunOn(Model.ProcessPool)]
    public static int NoOp(int value) => value;

    [RunOn(Model.ProcessPool)]
    public static Track Rescore(Track track) => track with { Score = track.Score * 2 };

    [RunOn(Model.ProcessPool)]
    public static byte[] Echo(byte[] payload) => payload;

    [RunOn(Model.ProcessPool)]
    public static uint Compute(int rounds)
    {
        uint value = 1;
        for (int i = 0; i < rounds; i++)
        {
            value = (value * 1_664_525) + 1_013_904_223;
        }

        return value;
    }

    [RunOn(Model.Thread)]
    public static uint ComputeOnThread(int rounds) => Compute(rounds);

    [RunOn(Model.ThreadPool)]
    public static uint ComputeOnThreadPool(int rounds) => Compute(rounds);

    [RunOn(Model.ThreadPool)]
    public static int NoOpOnThreadPool(int value) => value;
}
