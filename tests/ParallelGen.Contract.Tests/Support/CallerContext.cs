using System.Collections.Concurrent;

namespace ParallelGen.Contract;

/// <summary>A caller on a thread of its own with a synchronization context, like a user interface.</summary>
internal sealed class CallerContext : SynchronizationContext, IDisposable
{
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _posted = [];
    private readonly Thread _thread;

    public CallerContext()
    {
        _thread = new Thread(Loop) { IsBackground = true };
        _thread.Start();
    }

    public int ThreadId => _thread.ManagedThreadId;

    public override void Post(SendOrPostCallback d, object? state) => _posted.Add((d, state));

    public Task Run(Func<Task> body)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(async _ =>
        {
            try
            {
                await body();
                done.SetResult();
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        }, null);
        return done.Task.InTime();
    }

    public void Dispose() => _posted.CompleteAdding();

    private void Loop()
    {
        SetSynchronizationContext(this);
        foreach ((SendOrPostCallback callback, object? state) in _posted.GetConsumingEnumerable())
        {
            callback(state);
        }
    }
}
