namespace ParallelGen.Loops;

/// <summary>A call without a result that <see cref="EventLoop.InvokeAsync(Action)"/> queues: an action or an asynchronous function.</summary>
internal sealed class LoopCall : LoopOperation
{
    /// <summary>Continuations never run inline, they would be part of the loop's turn. Null once it is completed: see <see cref="LoopTask"/>.</summary>
    private TaskCompletionSource? _source;
    private readonly Action? _action;
    private readonly Func<Task>? _function;

    private LoopCall(EventLoop loop, Action? action, Func<Task>? function)
        : base(loop)
    {
        _source = new TaskCompletionSource(State, TaskCreationOptions.RunContinuationsAsynchronously);
        _action = action;
        _function = function;
    }

    public override string? Name => TurnName.Of((Delegate?)_action ?? _function!);

    public static Task Start(EventLoop loop, Action? action, Func<Task>? function)
    {
        LoopCall call = new(loop, action, function);
        Task task = call._source!.Task;
        call.Queue();
        return task;
    }

    protected override Task? Call()
    {
        if (_function is not null)
        {
            return _function() ?? throw new InvalidOperationException("The function returned null in place of a task.");
        }

        _action!();
        _source!.SetResult();
        return null;
    }

    protected override void Copy(Task ended) => _source!.SetFromTask(ended);

    protected override void Fail(Exception error) => _source!.SetException(error);

    protected override void LetGo() => _source = null;
}
