namespace ParallelGen.Tests.Execution;

/// <summary>State that tests wait for: every change is made through it, and waiters look again after every change.</summary>
internal sealed class Observed
{
    private readonly Lock _gate = new();
    private readonly List<(Func<bool> Condition, TaskCompletionSource Met)> _waiters = [];

    public void Change(Action change)
    {
        lock (_gate)
        {
            change();
            foreach ((_, TaskCompletionSource met) in _waiters.Where(waiter => waiter.Condition()))
            {
                met.TrySetResult();
            }
        }
    }

    public T Read<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }

    public Task Until(Func<bool> condition)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Change(() => _waiters.Add((condition, met)));
        return met.Task.Within();
    }
}
