namespace ParallelGen.Loops;

/// <summary>
/// What the task of work on a loop carries as its state: by it, an exception that nobody observed is known to be this loop's. Whoever
/// completes such a task lets go of it then, so that a loop that ends can find out whether anybody has it.
/// </summary>
internal sealed class LoopTask(EventLoop loop, string? name)
{
    private string? _name = name;

    /// <summary>The task is about to fail. Before the operation that it stands for completes.</summary>
    public void Fails() => loop.TaskFails();

    /// <summary>The task is about to fail, and this is whose.</summary>
    public void Fails(string? method)
    {
        _name = method;
        Fails();
    }

    /// <summary>Nobody has observed what the task failed with, and nobody can any more. One that gave itself up is cancelled, and lost nothing.</summary>
    public void IsLost(Exception error)
    {
        if (error is not OperationCanceledException)
        {
            loop.AddLost(error);
            LoopReports.Raise(EventLoopReport.Unobserved(loop, _name, error));
        }
    }
}
