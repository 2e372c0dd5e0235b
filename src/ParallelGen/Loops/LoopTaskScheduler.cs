namespace ParallelGen.Loops;

/// <summary>A loop as a scheduler: each task is a turn.</summary>
internal sealed class LoopTaskScheduler : TaskScheduler
{
    private readonly EventLoop _loop;
    private readonly SendOrPostCallback _execute;

    public LoopTaskScheduler(EventLoop loop)
    {
        _loop = loop;
        _execute = task => TryExecuteTask((Task)task!);
    }

    public override int MaximumConcurrencyLevel => 1;

    protected override void QueueTask(Task task) => _loop.Post(new LoopWork(_execute, task));

    // A queued task may run early: its place in the queue then finds it done.
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => _loop.IsCurrent && TryExecuteTask(task);

    // Only debuggers ask. The queue holds work of every kind, and not under a lock.
    protected override IEnumerable<Task> GetScheduledTasks() => [];
}
