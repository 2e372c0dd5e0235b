namespace ParallelGen.Tests.Processes;

/// <summary>A progress handler that keeps what it is told, and does what the test says.</summary>
internal sealed class Handler(Action<int>? handle = null) : IProgress<int>
{
    private readonly List<int> _told = [];

    public int[] Told
    {
        get
        {
            lock (_told)
            {
                return [.. _told];
            }
        }
    }

    public void Report(int value)
    {
        lock (_told)
        {
            _told.Add(value);
        }

        handle?.Invoke(value);
    }
}
