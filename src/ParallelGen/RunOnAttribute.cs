namespace ParallelGen;

/// <summary>Runs the annotated method in another execution model.</summary>
/// <remarks>
/// For a method <c>Count</c> the compiler adds <c>CountAsync</c> (one call) and <c>CountAll</c> (a batch of
/// many calls) beside it, with the method's own accessibility; a method that returns <see cref="IEnumerable{T}"/> or
/// <see cref="IAsyncEnumerable{T}"/> gets <c>CountStream</c> instead. The method itself stays an ordinary method.
/// Instance methods and generic methods need a model that shares the caller's objects: <see cref="Model.Thread"/>,
/// <see cref="Model.ThreadPool"/> or <see cref="Model.EventLoop"/>. The instance method of a struct works on a copy, made with the call.
/// An option that the model cannot honour is the compile error PGEN009, never silently ignored.
/// </remarks>
/// <param name="model">Where the calls run.</param>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class RunOnAttribute(Model model) : Attribute
{
    /// <summary>Where the calls run.</summary>
    public Model Model { get; } = model;

    /// <summary>
    /// The base of the generated names (<c>{Name}Async</c>, <c>{Name}All</c>, <c>{Name}Stream</c>); null takes the method's name without a
    /// trailing <c>CoreAsync</c>, <c>Core</c> or <c>Async</c>.
    /// </summary>
    public string? Name { get; set; }

    /// <summary>
    /// The named pool of processes, or the named loop, that runs the calls; null takes the pool named "default", and the loop that the
    /// caller is on or else the one named "default". Not for <see cref="Model.Thread"/> and <see cref="Model.ThreadPool"/>.
    /// </summary>
    public string? Pool { get; set; }

    /// <summary>How many calls of one batch are in flight at most; 0 leaves it to the model. In a pool, the effective number is the smaller of this and the pool's workers. Not for methods that return a sequence, which have no batches.</summary>
    public int MaxConcurrency { get; set; }

    /// <summary>The time limit of each call in milliseconds, counted from the moment it starts running; 0 sets none.</summary>
    public int TimeoutMilliseconds { get; set; }

    /// <summary>
    /// The name of the parameter whose equal values exclude each other, or "*" when no two calls may overlap. Its type has value
    /// equality (PGEN019); null is a value like any other. The scope is the calling process.
    /// </summary>
    public string? ExclusiveBy { get; set; }

    /// <summary>Shares the keys of <see cref="ExclusiveBy"/> with every method that names the same group. Only beside it.</summary>
    public string? ExclusiveGroup { get; set; }

    /// <summary>
    /// How often a call is run again whose worker died while it ran it; 0 never repeats a call. Only for methods that are safe to repeat: an attempt
    /// may have had its effects. For process models, and not for methods that return a sequence.
    /// </summary>
    /// <remarks>
    /// Every attempt has the whole time limit, and may report its progress from the start. A call that has ended so many workers and one
    /// more fails with a <see cref="WorkerCrashedException"/> that has them all. A call that was cancelled, or that passed its time limit, is
    /// not run again; nor is one whose worker has destroyed the memory that tells what it ran.
    /// </remarks>
    public int CrashRetries { get; set; }

    /// <summary>
    /// The stack size in bytes of the thread that runs a call, at least 16384; 0 takes the platform's default. For
    /// <see cref="Model.Thread"/> and process models.
    /// </summary>
    public int StackSize { get; set; }

    /// <summary>
    /// The name of the thread that runs a call. Where it is null, a thread of <see cref="Model.Thread"/> is named after the method, and one
    /// in a worker process is not. For <see cref="Model.Thread"/> and process models.
    /// </summary>
    public string? ThreadName { get; set; }

    /// <summary>The priority of the thread that runs a call. For <see cref="Model.Thread"/> and process models.</summary>
    public ThreadPriority ThreadPriority { get; set; } = ThreadPriority.Normal;
}
