using ParallelGen.Processes;

namespace ParallelGen;

/// <summary>Switches of the whole runtime, and the entry of its workers where the application has to offer one. Thread-safe.</summary>
public static class ParallelRuntime
{
    private const string InlineVariable = "PARALLELGEN_INLINE";

    private static volatile bool s_inline = Environment.GetEnvironmentVariable(InlineVariable) == "1";

    /// <summary>
    /// Whether calls of every model run inline on their caller, for debugging: a breakpoint in the method stops on the thread, and with
    /// the stack, of whoever called. True from the start if the environment variable <c>PARALLELGEN_INLINE</c> is 1; it is read once.
    /// </summary>
    /// <remarks>
    /// <para>It counts for calls and batches that are made from then on. A single call runs before the generated member returns: an
    /// asynchronous method up to its first await, as when it is called directly. A batch pulls, runs and hands on one item after the other,
    /// on the thread that awaits or enumerates it; where an asynchronous source or method makes it wait, it goes on wherever that does.
    /// Results, order, errors and exclusive keys are those of the model. So the degree, the chunk size and the buffer count for
    /// nothing.</para>
    /// <para>What differs: process models share the caller's objects, for nothing is encoded and no worker starts, so a type that cannot
    /// be encoded, a crash or a leak of state between calls shows in other ways, or takes this process with it. A call that ignores its
    /// token cannot be left behind: cancellation and time limits take effect when the method sees its token, and a call whose method
    /// throws <see cref="OperationCanceledException"/> after its time limit fails with <see cref="TimeoutException"/>.
    /// <see cref="WorkerContext"/> says that this is no worker, and no <see cref="WorkerInitializerAttribute"/> method is run.</para>
    /// </remarks>
    public static bool Inline
    {
        get => s_inline;
        set => s_inline = value;
    }

    /// <summary>
    /// The entry of worker processes in an application that is compiled ahead of time (NativeAOT), trimmed, or closed to startup hooks:
    /// the first statement of its Main is <c>if (ParallelRuntime.RunIfWorker()) return;</c>. Rule PGEN304 says where it is missing.
    /// </summary>
    /// <returns>False in a process that is not a worker, and in a worker that is entered another way: Main goes on. A worker serves
    /// its pool here until the pool or its process ends, and then ends its own process, so true is not seen in practice.</returns>
    /// <remarks>
    /// <para>A worker of such an application is the same executable, started with the one argument <c>parallelgen-worker</c>. What
    /// runs before this call runs in every worker too: module initializers, static constructors, earlier statements. What they write to
    /// the standard output keeps the worker from starting, with a <see cref="WorkerStartException"/> that says so. Where Main has not
    /// called this, calls of process models fail with a <see cref="WorkerStartException"/>, and no process is started.</para>
    /// <para>Call it under no condition: a worker has other arguments than the application, and one that does not come here goes on as the
    /// application, whose own calls then fail. Call it on the main thread, which in a worker waits for the end of the pool from then on.
    /// Any other application needs no such line, and may have it: its workers are entered before Main, or without it. With rights that
    /// whoever started the program has not (set-uid) it is false too, and no worker is started.</para>
    /// </remarks>
    public static bool RunIfWorker() => WorkerEntry.AskAndRunIfWorker();
}
