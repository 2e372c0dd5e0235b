using System.Runtime.ExceptionServices;

namespace ParallelGen.Loops;

/// <summary>What tasks of a loop that ends failed with and nobody observed. Thread-safe.</summary>
internal sealed class LostErrors
{
    // So that a main that goes on for months does not keep every error of these months. All are reported.
    private const int Kept = 100;

    private readonly Lock _gate = new();
    private readonly List<Exception> _errors = [];
    private volatile bool _mayMiss;

    /// <summary>A task is about to fail: whether it will be observed is to be found out.</summary>
    public void TaskFails() => _mayMiss = true;

    /// <summary>Nobody has observed this, and nobody can any more.</summary>
    public void Add(Exception error)
    {
        lock (_gate)
        {
            if (_errors.Count < Kept)
            {
                _errors.Add(error);
            }
        }
    }

    /// <summary>
    /// Lets the garbage collector find the failed tasks that nobody has any more, the one way to know; what was dropped is reported
    /// from within. A task that somebody still has may yet be observed. Costs nothing if no task failed.
    /// </summary>
    public void Find()
    {
        if (_mayMiss)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    /// <summary>Throws what was found: the one exception itself, or all of them in one.</summary>
    public void ThrowIfAny(string loop)
    {
        lock (_gate)
        {
            if (_errors.Count == 1)
            {
                ExceptionDispatchInfo.Throw(_errors[0]);
            }
            else if (_errors.Count > 1)
            {
                throw new AggregateException(
                    $"The main of event loop '{loop}' succeeded, but tasks that it started on the loop failed, and nobody awaited them.", _errors);
            }
        }
    }
}
