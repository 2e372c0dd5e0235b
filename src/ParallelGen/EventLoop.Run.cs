using System.Runtime.ExceptionServices;
using ParallelGen.Loops;

namespace ParallelGen;

public partial class EventLoop
{
    /// <summary>
    /// Runs a loop on the calling thread until a main has ended, and with it the work that it started on this loop: what was posted,
    /// calls under way, <c>async void</c> methods. For a program's Main, like <c>asyncio.run</c>.
    /// </summary>
    /// <param name="main">The first turn of the loop.</param>
    /// <remarks>
    /// <para>The started work is what was posted, what <see cref="InvokeAsync(Func{Task})"/> began, <c>async void</c> methods, and
    /// generated calls and batches of <see cref="Model.EventLoop"/> methods, those included that wait for their key or for a slow source.
    /// A bare task of an asynchronous method that nobody awaits is unknown to the loop: if it comes back when the loop has ended, that is
    /// reported as <see cref="EventLoopReportKind.AbandonedWork"/>.</para>
    /// <para><b>Errors.</b> Throws what <paramref name="main"/> threw, the very object, once the started work has ended too. No other error
    /// ends the loop. That of a task of the started work is whoever's awaits it. If nobody has observed it and nobody holds the task
    /// any more, it is reported before this returns (see <see cref="Reported"/>), and if <paramref name="main"/> succeeded it is thrown as
    /// well: the exception itself, or an <see cref="AggregateException"/> of several, the first hundred at most. To find that out, a
    /// garbage collection is made when such a task has failed. A task that is still held stays its holder's to await. What has no
    /// task, that is posted work and <c>async void</c> methods, is reported alone. asyncio.run logs where this throws: a Main whose work
    /// failed must not look like one that succeeded.</para>
    /// </remarks>
    /// <exception cref="InvalidOperationException">The calling thread is a loop's: await the work there instead.</exception>
    public static void Run(Func<Task> main)
    {
        ArgumentNullException.ThrowIfNull(main);
        RunToEnd(main).GetAwaiter().GetResult();
    }

    /// <inheritdoc cref="Run(Func{Task})"/>
    /// <returns>What <paramref name="main"/> returned.</returns>
    public static T Run<T>(Func<Task<T>> main)
    {
        ArgumentNullException.ThrowIfNull(main);
        return RunToEnd(main).GetAwaiter().GetResult();
    }

    private static TTask RunToEnd<TTask>(Func<TTask> main)
        where TTask : Task
    {
        if (t_current is { } running)
        {
            throw new InvalidOperationException(
                $"EventLoop.Run was called on the thread of event loop '{running.Name}', which cannot run a second loop. Await the work instead.");
        }

        EventLoop loop = new("main", ends: true);
        TTask? task = null;
        ExceptionDispatchInfo? error = null;
        loop.Post(() =>
        {
            try
            {
                task = main() ?? throw new InvalidOperationException("The main function returned null in place of a task.");
            }
            catch (Exception thrown)
            {
                error = ExceptionDispatchInfo.Capture(thrown);
                return;
            }

            loop.OperationStarted();
            task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(loop.OperationCompleted);
        });

        loop.PumpOnThisThread();
        loop._lost!.Find();
        error?.Throw();
        if (task!.IsCompletedSuccessfully)
        {
            loop._lost.ThrowIfAny(loop.Name);
        }

        return task;
    }

    private static EventLoop Start(string name)
    {
        EventLoop loop = new(name, ends: false);
        Thread thread = new(loop.PumpOnThisThread) { IsBackground = true, Name = $"EventLoop {name}" };
        thread.UnsafeStart();
        return loop;
    }

    private void PumpOnThisThread()
    {
        SynchronizationContext? previous = SynchronizationContext.Current;
        t_current = this;
        SynchronizationContext.SetSynchronizationContext(SynchronizationContext);
        try
        {
            _baseContext = ExecutionContext.Capture();
            new LoopPump(this, _queue, _baseContext, _ends).Run();
        }
        finally
        {
            t_current = null;
            SynchronizationContext.SetSynchronizationContext(previous);
        }
    }
}
