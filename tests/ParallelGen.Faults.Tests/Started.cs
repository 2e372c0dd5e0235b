namespace ParallelGen.FaultTests;

/// <summary>Tells a test that a method runs, and in which process: the method reports its process id.</summary>
internal sealed class Started : IProgress<int>
{
    private readonly TaskCompletionSource<int> _process = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Of the process in which the method runs first.</summary>
    public Task<int> Process => _process.Task;

    public void Report(int value) => _process.TrySetResult(value);
}
