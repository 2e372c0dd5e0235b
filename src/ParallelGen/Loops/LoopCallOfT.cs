namespace ParallelGen.Loops;

/// <summary>A call with a result that <see cref="EventLoop.InvokeAsync{T}(Func{T})"/> queues. The notes on <see cref="LoopCall"/> hold here too.</summary>
internal sealed class LoopCall<T> : LoopOperation
{
    private TaskCompletionSource<T>? _source;
    private readonly Func<T>? _function;
    private readonly Func<Task<T>>? _asynchronous;

    private LoopCall(EventLoop loop, Func<T>? function, Func<Task<T>>? asynchronous)
        : base(loop)
    {
        _source = new TaskCompletionSource<T>(State, TaskCreationOptions.RunContinuationsAsynchronously);
        _function = function;
        _asynchronous = asynchronous;
    }

    public override string? Name => TurnName.Of((Delegate?)_function ?? _asynchronous!);

    public static Task<T> Start(EventLoop loop, Func<T>? function, Func<Task<T>>? asynchronous)
    {
        LoopCall<T> call = new(loop, function, asynchronous);
        Task<T> task = call._source!.Task;
        call.Queue();
        return task;
    }

    protected override Task? Call()
    {
        if (_asynchronous is not null)
        {
            return _asynchronous() ?? throw new InvalidOperationException("The function returned null in place of a task.");
        }

        _source!.SetResult(_function!());
        return null;
    }

    protected override void Copy(Task ended) => _source!.SetFromTask((Task<T>)ended);

    protected override void Fail(Exception error) => _source!.SetException(error);

    protected override void LetGo() => _source = null;
}
