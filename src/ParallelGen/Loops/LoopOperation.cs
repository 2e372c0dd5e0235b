namespace ParallelGen.Loops;

/// <summary>A function that a loop calls in its poster's execution context: an operation of the loop until what it started has ended.</summary>
internal abstract class LoopOperation(EventLoop loop) : ILoopWorkItem
{
    private readonly ExecutionContext? _context = ExecutionContext.Capture();

    public abstract string? Name { get; }

    /// <summary>The state of the operation's own task.</summary>
    protected LoopTask State { get; } = new(loop, null);

    public void Execute()
    {
        if (_context is not null)
        {
            ExecutionContext.Restore(_context);
        }

        Task? started;
        try
        {
            started = Call();
        }
        catch (Exception error)
        {
            State.Fails(Name);
            Fail(error);
            Completed();
            return;
        }

        if (started is null or { IsCompleted: true })
        {
            End(started);
        }
        else
        {
            started.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(() => End(started));
        }
    }

    /// <summary>Calls the function.</summary>
    /// <returns>The task that the function gave; null if it has ended and its result is stored.</returns>
    protected abstract Task? Call();

    /// <summary>Ends the operation's own task as the function's task ended.</summary>
    protected abstract void Copy(Task ended);

    /// <summary>Ends the operation's own task with what the function threw.</summary>
    protected abstract void Fail(Exception error);

    /// <summary>Forgets the operation's own task, which has ended.</summary>
    protected abstract void LetGo();

    protected void Queue()
    {
        loop.OperationStarted();
        try
        {
            loop.Post(this);
        }
        catch
        {
            loop.OperationCompleted();
            throw;
        }
    }

    private void End(Task? started)
    {
        if (started is { IsFaulted: true })
        {
            State.Fails(Name);
        }

        if (started is not null)
        {
            Copy(started);
        }

        Completed();
    }

    private void Completed()
    {
        LetGo();
        loop.OperationCompleted();
    }
}
