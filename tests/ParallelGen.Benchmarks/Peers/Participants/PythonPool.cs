namespace ParallelGen.Benchmarks.Peers.Participants;

/// <summary>A process pool of Python's, as <c>peers.py</c> knows it.</summary>
/// <param name="Name">Its name in the report.</param>
/// <param name="Kind">Its name in the script.</param>
/// <param name="Module">What must be importable.</param>
internal sealed record PythonPool(string Name, string Kind, string Module)
{
    public static PythonPool Loky { get; } = new("loky (joblib)", "loky", "joblib");

    public static IReadOnlyList<PythonPool> All { get; } =
    [
        new("concurrent.futures", "futures", "concurrent.futures"),
        new("multiprocessing.Pool", "pool", "multiprocessing"),
        Loky,
    ];
}
