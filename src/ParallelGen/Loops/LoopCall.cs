namespace ParallelGen.Loops;

/// <summary>A call without a result that <see cref="EventLoop.InvokeAsync(Action)"/> queues: an action or an asynchronous function.</summary>
internal sealed class LoopCall : LoopOperation
{
    /// <summary>
    /// Continuations never run inline, they would be part of the loop's turn. The loop is the state of the task: by that, an
    /// exception that nobody observed is known to be this loop's.
    /// </summary>
    private readonly TaskCompletionSource _source;
    private readonly Action? _action;
    private readonly Func<Task>? _function;

    private LoopCall(EventLoop loop, Action? action, Func<Task>? function)
        : base(loop)
    {
        _source = new TaskCompletionSource(loop, TaskCreationOptions.RunContinuationsAsynchronously);
        _action = action;
        _function = function;
    }

    public override string? Name => TurnName.Of((Delegate?)_action ?? _function!);

    public static Task Start(EventLoop loop, Action? action, Func<Task>? function)
    {
        LoopCall call = new(loop, action, function);
        call.Queue();
        return call._source.Task;
    }

    protected override Task? Call()
    {
        if (_function is not null)
        {
            return _function() ?? throw new InvalidOperationException("The function returned null in place of a task.");
        }

        _action!();
        _source.SetResult();
        return null;
    }

    protected override void Copy(Task ended) => _source.SetFromTask(ended);

    protected override void Fail(Exception error) => _source.SetException(error);
}
