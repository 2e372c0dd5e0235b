using System.Collections.Concurrent;
using System.Diagnostics;
using ParallelGen.Loops;

namespace ParallelGen;

/// <summary>
/// A single-threaded loop: everything that runs on it runs on one thread, one turn after the other. Code between two awaits is
/// never interleaved with other code of the loop, so state that only one loop touches needs no lock.
/// </summary>
/// <remarks>
/// <para>The loop is the current <see cref="System.Threading.SynchronizationContext"/> of its thread: an await comes back to it, and
/// <c>ConfigureAwait(false)</c> leaves it, as everywhere in .NET. Work runs in the order in which it was posted. A turn that blocks
/// blocks the whole loop: await instead, and see <see cref="SlowTurnThreshold"/>.</para>
/// <para>A named loop (<see cref="Get"/>) has a background thread of its own, made on first use. It lives as long as the process,
/// costs nothing while idle, and does not keep the process alive: what it still has to do when the process exits is not done,
/// as with every background thread. <see cref="Run(Func{Task})"/> makes a loop that ends.</para>
/// <para>All members are thread-safe.</para>
/// </remarks>
[DebuggerDisplay("{Name}")]
public sealed partial class EventLoop
{
    private static readonly ConcurrentDictionary<string, Lazy<EventLoop>> s_loops = new(StringComparer.Ordinal);

    [ThreadStatic]
    private static EventLoop? t_current;

    private readonly LoopQueue _queue = new();
    private readonly bool _ends;

    // Of a loop that ends: Run throws them. A named loop lives as long as the process, and reports alone.
    private readonly LostErrors? _lost;
    private long _slowTurnTicks;
    private int _operations;

    // What turns start in: a post from this very context needs no carrier. Null until the loop's thread has begun.
    private volatile ExecutionContext? _baseContext;

    private EventLoop(string name, bool ends)
    {
        Name = name;
        _ends = ends;
        _lost = ends ? new LostErrors() : null;
        SynchronizationContext = new LoopSynchronizationContext(this);
        TaskScheduler = new LoopTaskScheduler(this);
        SlowTurnThreshold = TimeSpan.FromMilliseconds(100);
        LoopReports.WatchTasks();
    }

    /// <summary>
    /// Tells what no caller is told: a turn that was slow, an exception that nobody awaits, work that came to an ended loop. The
    /// sender is the loop. The same is written to the EventSource named "ParallelGen".
    /// </summary>
    /// <remarks>
    /// <para>An exception that nobody awaits is one of posted work, of an <c>async void</c> method, or of a task that was dropped without
    /// being observed: one of <see cref="InvokeAsync(Func{Task})"/>, of a generated call or of a batch. A dropped task is found by the
    /// garbage collector, before <see cref="Run(Func{Task})"/> returns at the latest. Nothing ties the bare task of an asynchronous method
    /// to a loop: of it <see cref="System.Threading.Tasks.TaskScheduler.UnobservedTaskException"/> alone tells. Cancellation is no
    /// error.</para>
    /// <para>
    /// Handlers run one after the other on the loop's thread, between two turns, so they should be quick; the report of a dropped
    /// task comes from the finalizer's thread, that of abandoned work from the thread that completed it. With no handler, all but
    /// slow turns are written to standard error. What a handler throws is written to standard error; the loop goes on.
    /// </para>
    /// </remarks>
    public static event EventHandler<EventLoopReport>? Reported
    {
        add => LoopReports.Reported += value;
        remove => LoopReports.Reported -= value;
    }

    /// <summary>The loop whose thread this is; null on other threads.</summary>
    public static EventLoop? Current => t_current;

    /// <summary>The loop's name; "main" for the loop of <see cref="Run(Func{Task})"/>.</summary>
    public string Name { get; }

    /// <summary>
    /// The loop as a context: <see cref="System.Threading.SynchronizationContext.Post"/> queues a callback (without the poster's
    /// execution context, as awaits want it), <see cref="System.Threading.SynchronizationContext.Send"/> runs it at once on the
    /// loop's own thread and elsewhere waits for its turn, then throws what it threw.
    /// </summary>
    public SynchronizationContext SynchronizationContext { get; }

    /// <summary>The loop as a scheduler, for <see cref="TaskFactory"/>: each task is a turn of the loop.</summary>
    public TaskScheduler TaskScheduler { get; }

    /// <summary>Whether the calling thread is the loop's.</summary>
    public bool IsCurrent => t_current == this;

    /// <summary>
    /// A turn that takes longer is reported when it ends, see <see cref="Reported"/>; <see cref="Timeout.InfiniteTimeSpan"/> turns
    /// that off. 100 milliseconds unless set. Holds from the next turn that ends.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative and not infinite.</exception>
    public TimeSpan SlowTurnThreshold
    {
        get => SlowTurnTicks == long.MaxValue ? Timeout.InfiniteTimeSpan : Stopwatch.GetElapsedTime(0, SlowTurnTicks);
        set
        {
            if (value != Timeout.InfiniteTimeSpan)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            }

            double ticks = value.TotalSeconds * Stopwatch.Frequency;
            Volatile.Write(ref _slowTurnTicks, value == Timeout.InfiniteTimeSpan || ticks >= long.MaxValue ? long.MaxValue : (long)Math.Round(ticks));
        }
    }

    /// <summary>The loop of a name: the same object for the same name (compared ordinally), made and started by the first who asks.</summary>
    /// <param name="name">The loop's name.</param>
    /// <exception cref="ArgumentException">The name is null or empty.</exception>
    public static EventLoop Get(string name = "default")
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return s_loops.GetOrAdd(name, static name => new Lazy<EventLoop>(() => Start(name))).Value;
    }

    /// <summary>Queues a callback, which runs in the caller's execution context.</summary>
    /// <param name="callback">What to run. An exception that leaves it is reported, see <see cref="Reported"/>.</param>
    /// <exception cref="InvalidOperationException">The loop was one of <see cref="Run(Func{Task})"/> and has ended.</exception>
    public void Post(Action callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        PostFlowing(LoopWork.Of(callback));
    }

    /// <summary>Queues a callback with its argument, which runs in the caller's execution context.</summary>
    /// <param name="callback">What to run. An exception that leaves it is reported, see <see cref="Reported"/>.</param>
    /// <param name="state">The callback's argument.</param>
    /// <exception cref="InvalidOperationException">The loop was one of <see cref="Run(Func{Task})"/> and has ended.</exception>
    public void Post(Action<object?> callback, object? state)
    {
        ArgumentNullException.ThrowIfNull(callback);
        PostFlowing(new LoopWork(callback.Invoke, state));
    }

    /// <summary>Calls an action on the loop, in the caller's execution context.</summary>
    /// <param name="action">What to run.</param>
    /// <returns>A task that ends as the action did. If it failed and nobody observes that, the exception is reported.</returns>
    /// <exception cref="InvalidOperationException">The loop was one of <see cref="Run(Func{Task})"/> and has ended.</exception>
    public Task InvokeAsync(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return LoopCall.Start(this, action, null);
    }

    /// <summary>Calls a function on the loop, in the caller's execution context.</summary>
    /// <param name="function">What to run.</param>
    /// <returns>A task with the function's result or exception. If it failed and nobody observes that, the exception is reported.</returns>
    /// <exception cref="InvalidOperationException">The loop was one of <see cref="Run(Func{Task})"/> and has ended.</exception>
    public Task<T> InvokeAsync<T>(Func<T> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return LoopCall<T>.Start(this, function, null);
    }

    /// <summary>Calls an asynchronous function on the loop, in the caller's execution context.</summary>
    /// <param name="function">What to run.</param>
    /// <returns>A task that ends as the function's task did. If it failed and nobody observes that, the exception is reported.</returns>
    /// <exception cref="InvalidOperationException">The loop was one of <see cref="Run(Func{Task})"/> and has ended.</exception>
    public Task InvokeAsync(Func<Task> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return LoopCall.Start(this, null, function);
    }

    /// <summary>Calls an asynchronous function on the loop, in the caller's execution context.</summary>
    /// <param name="function">What to run.</param>
    /// <returns>A task that ends as the function's task did. If it failed and nobody observes that, the exception is reported.</returns>
    /// <exception cref="InvalidOperationException">The loop was one of <see cref="Run(Func{Task})"/> and has ended.</exception>
    public Task<T> InvokeAsync<T>(Func<Task<T>> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return LoopCall<T>.Start(this, null, function);
    }

    /// <summary>The loop's name.</summary>
    public override string ToString() => $"EventLoop '{Name}'";
}
