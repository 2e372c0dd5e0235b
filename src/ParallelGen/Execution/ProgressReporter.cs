namespace ParallelGen.Execution;

/// <summary>
/// Tells a progress handler how a run stands: on the thread pool, one report at a time, about ten a second, the first and
/// the last always. One asynchronous loop makes all reports but the last, so reports cannot overlap or run backwards.
/// </summary>
internal sealed class ProgressReporter(IProgress<BatchProgress> handler, Func<BatchProgress> read, Action<Exception> fail)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    private readonly AsyncSignal _changed = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _loop = Task.CompletedTask;
    private BatchProgress? _latest;

    public void Start() => _loop = ReportChangesAsync();

    /// <summary>An item ended. Any thread; runs nothing of the handler.</summary>
    public void Changed() => _changed.Set();

    /// <summary>No report starts after this, but for the last one. Waits for nothing.</summary>
    public void Stop()
    {
        _stopped.TrySetResult();
        _changed.Set();
    }

    /// <summary>Stops, and on request delivers the last report after the one under way. Called once, on the thread pool.</summary>
    public async ValueTask FinishAsync(bool last)
    {
        Stop();
        if (!last)
        {
            return;
        }

        await _loop.ConfigureAwait(false);
        BatchProgress final = read();
        if (_latest is not { } latest || latest.Completed != final.Completed || latest.Total != final.Total)
        {
            Report(final);
        }
    }

    private async Task ReportChangesAsync()
    {
        while (true)
        {
            await _changed.WaitAsync().ConfigureAwait(false);
            if (_stopped.Task.IsCompleted || !Report(read()))
            {
                return;
            }

            await Task.WhenAny(_stopped.Task, Task.Delay(s_interval)).ConfigureAwait(false);
        }
    }

    private bool Report(BatchProgress progress)
    {
        try
        {
            handler.Report(progress);
            _latest = progress;
            return true;
        }
        catch (Exception e)
        {
            fail(e);
            return false;
        }
    }
}
