using System.Threading.Tasks.Sources;

namespace ParallelGen.Execution;

/// <summary>
/// An auto-reset event with one waiter. <see cref="Set()"/> may be called from any thread, under any lock: the waiter goes on
/// on the thread pool, never inline. A signal that nobody waits for is kept, so none is lost; two become one.
/// </summary>
internal sealed class AsyncSignal : IValueTaskSource
{
    private readonly Lock _gate = new();
    private ManualResetValueTaskSourceCore<bool> _wait;
    private bool _set;
    private bool _waiting;

    /// <summary>Lets the waiter go on, now or when it next waits.</summary>
    public void Set() => Set(inline: false);

    /// <summary>Lets the waiter go on here and now, if it waits. Under no lock.</summary>
    public void SetInline() => Set(inline: true);

    /// <summary>Waits for the signal and takes it. Only one caller at a time.</summary>
    public ValueTask WaitAsync()
    {
        lock (_gate)
        {
            if (_set)
            {
                _set = false;
                return ValueTask.CompletedTask;
            }

            _wait.Reset();
            _waiting = true;
            return new ValueTask(this, _wait.Version);
        }
    }

    void IValueTaskSource.GetResult(short token) => _wait.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _wait.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _wait.OnCompleted(continuation, state, token, flags);

    private void Set(bool inline)
    {
        lock (_gate)
        {
            if (!_waiting)
            {
                _set = true;
                return;
            }

            _waiting = false;
        }

        // The waiter cannot wait again before this has resumed it, so nothing else touches the core now.
        _wait.RunContinuationsAsynchronously = !inline;
        _wait.SetResult(true);
    }
}
