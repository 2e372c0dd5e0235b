namespace ParallelGen.Loops;

/// <summary>What a loop's queue holds. Two words, so that a post allocates nothing: what to run is in the one, with what in the other.</summary>
internal readonly record struct LoopWork(SendOrPostCallback Callback, object? State)
{
    private static readonly SendOrPostCallback s_runItem = static item => ((ILoopWorkItem)item!).Execute();
    private static readonly SendOrPostCallback s_runAction = static action => ((Action)action!)();

    public static LoopWork Of(ILoopWorkItem item) => new(s_runItem, item);

    public static LoopWork Of(Action action) => new(s_runAction, action);

    public void Run() => Callback(State);
}
