namespace ParallelGen.Loops;

/// <summary>A callback that runs in its poster's execution context.</summary>
internal sealed class FlowingCallback(SendOrPostCallback callback, object? state, ExecutionContext context) : ILoopWorkItem
{
    public string? Name => TurnName.Of(new LoopWork(callback, state));

    public void Execute()
    {
        ExecutionContext.Restore(context);
        callback(state);
    }
}
