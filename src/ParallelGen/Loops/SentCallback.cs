using System.Runtime.ExceptionServices;

namespace ParallelGen.Loops;

/// <summary>A callback that a thread waits for: SynchronizationContext.Send from outside the loop.</summary>
internal sealed class SentCallback(SendOrPostCallback callback, object? state) : ILoopWorkItem, IDisposable
{
    private readonly ManualResetEventSlim _done = new();
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private ExceptionDispatchInfo? _error;

    public string? Name => TurnName.Of(new LoopWork(callback, state));

    public void Execute()
    {
        try
        {
            if (_context is not null)
            {
                ExecutionContext.Restore(_context);
            }

            callback(state);
        }
        catch (Exception error)
        {
            _error = ExceptionDispatchInfo.Capture(error);
        }
        finally
        {
            _done.Set();
        }
    }

    /// <summary>Waits for the callback's end and throws what it threw.</summary>
    public void Wait()
    {
        _done.Wait();
        _error?.Throw();
    }

    public void Dispose() => _done.Dispose();
}
