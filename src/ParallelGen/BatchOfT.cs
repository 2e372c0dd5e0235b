using ParallelGen.Execution;

namespace ParallelGen;

/// <summary>Many calls of one method, one for each input.</summary>
/// <remarks>
/// <para>
/// <b>Cold.</b> Nothing runs until the batch is awaited or enumerated; each of these is a run of its own that
/// enumerates the inputs anew (like PLINQ). To let two batches overlap, start them first: <c>var a = FAll(x).ToArrayAsync();</c>.
/// The <c>With…</c> members return a changed copy and beat the options of <see cref="RunOnAttribute"/>.
/// </para>
/// <para>
/// <b>Inputs</b> are pulled lazily on the thread pool, by one thread at a time, never on the caller's thread or context, and
/// only as far ahead as <see cref="WithBuffer"/> allows. An input sequence that throws stops the batch with that exception.
/// It is disposed before the run completes, unless the run is cancelled while the sequence is making an item.
/// </para>
/// <para>
/// <b>Cancellation.</b> Cancelling a token makes the run throw <see cref="OperationCanceledException"/> with that token at
/// once; calls that have not started never do, and running ones are cancelled as well as their model can.
/// </para>
/// <para><b>Thread-safety.</b> A batch is immutable and may be used from several threads at a time.</para>
/// </remarks>
/// <typeparam name="T">The type of the results.</typeparam>
public sealed class Batch<T> : IAsyncEnumerable<T>
{
    private readonly BatchPlan<T> _plan;

    internal Batch(BatchPlan<T> plan) => _plan = plan;

    /// <summary>Starts a run and returns its awaiter: <c>await batch</c> gives the results in input order.</summary>
    /// <remarks><c>await</c> throws what <see cref="ToArrayAsync"/> throws. The code after it goes on in the caller's context.</remarks>
    public BatchAwaiter<T> GetAwaiter() => new(ToArrayAsync(), continueOnCapturedContext: true);

    /// <summary>Chooses where the code after <c>await</c>, or in the body of <c>await foreach</c>, goes on.</summary>
    /// <param name="continueOnCapturedContext">True for the caller's context, false for any thread.</param>
    public ConfiguredBatchAwaitable<T> ConfigureAwait(bool continueOnCapturedContext) => new(this, continueOnCapturedContext);

    /// <summary>Starts a run at once: the hot form of <c>await</c>.</summary>
    /// <param name="cancel">Stops the run, like the tokens of <see cref="WithCancellation"/>.</param>
    /// <returns>The results in input order.</returns>
    /// <exception cref="BatchException">Calls failed. With <see cref="ErrorPolicy.WaitAll"/> after all have run, with all failures by index.</exception>
    /// <exception cref="OperationCanceledException">A token was cancelled; the exception carries it.</exception>
    public Task<T[]> ToArrayAsync(CancellationToken cancel = default) => _plan.Collect(new ArrayCollector<T>(), cancel);

    /// <summary>Runs the batch and tells how each call ended; never throws for a call (like asyncio's <c>gather(return_exceptions=True)</c>).</summary>
    /// <remarks>
    /// With <see cref="ErrorPolicy.FailFast"/> the array covers the items pulled by then; those stopped have
    /// <see cref="Outcome{T}.IsCancelled"/> set.
    /// </remarks>
    /// <param name="cancel">Stops the run, like the tokens of <see cref="WithCancellation"/>.</param>
    /// <returns>The outcomes in input order.</returns>
    /// <exception cref="ObjectDisposedException">The pool was shut down before the batch began.</exception>
    /// <exception cref="OperationCanceledException">A token was cancelled; the exception carries it.</exception>
    public Task<Outcome<T>[]> OutcomesAsync(CancellationToken cancel = default) => _plan.Collect(new OutcomeCollector<T>(), cancel);

    /// <summary>Every call's outcome, in the order in which the calls end (like asyncio's <c>as_completed</c>). Cold.</summary>
    /// <remarks>
    /// A failed call does not throw. With <see cref="ErrorPolicy.FailFast"/> the sequence ends after the first failure: it yields
    /// what ended, not what was stopped. Leaving the loop cancels the calls in flight and waits until the inputs are disposed.
    /// A slow consumer slows the batch down (<see cref="WithBuffer"/>). One enumerator is not thread-safe.
    /// </remarks>
    public IAsyncEnumerable<Completed<T>> AsCompleted() => new CompletionSequence<T, Completed<T>>(
        _plan, static (index, outcome) => new Completed<T>(index, outcome));

    /// <summary>Enumerates the results in input order as they become available. The run starts with the first move.</summary>
    /// <remarks>
    /// Ends at the first failing call, in input order, by throwing that call's own exception; with
    /// <see cref="ErrorPolicy.FailFast"/> at the first failure in time. That, and leaving the loop, cancels the calls in flight
    /// and waits until the inputs are disposed. The exception of inputs that throw comes after the results that are ready.
    /// A slow consumer slows the batch down (<see cref="WithBuffer"/>). One enumerator is not thread-safe.
    /// </remarks>
    /// <param name="cancellationToken">Stops the run, like the tokens of <see cref="WithCancellation"/>.</param>
    /// <exception cref="OperationCanceledException">A token was cancelled; the exception carries it.</exception>
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new OrderedStream<T>(_plan, cancellationToken);

    /// <summary>Also stops at this token: the run throws <see cref="OperationCanceledException"/> with it. Tokens add up; the first one cancelled counts.</summary>
    /// <param name="cancel">The token. One that is cancelled already lets nothing run.</param>
    /// <returns>A changed copy.</returns>
    public Batch<T> WithCancellation(CancellationToken cancel) => new(_plan.With(_plan.Options.WithCancellation(cancel)));

    /// <summary>Runs at most this many calls (or chunks of calls) at a time. The pool's workers are a limit too; the smaller counts.</summary>
    /// <param name="degree">At least 1. Beats <see cref="RunOnAttribute.MaxConcurrency"/>.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="degree"/> is less than 1.</exception>
    public Batch<T> WithDegreeOfParallelism(int degree) => new(_plan.With(_plan.Options.WithDegree(degree)));

    /// <summary>Lets each call run this long, from the moment it starts running; then it fails with <see cref="TimeoutException"/>.</summary>
    /// <param name="perItem">A positive time, or <see cref="Timeout.InfiniteTimeSpan"/> for no limit. Beats <see cref="RunOnAttribute.TimeoutMilliseconds"/>.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="perItem"/> is zero, negative or 50 days and more.</exception>
    public Batch<T> WithTimeout(TimeSpan perItem) => new(_plan.With(_plan.Options.WithTimeLimit(perItem)));

    /// <summary>Sets what a failing call does to the others.</summary>
    /// <param name="policy">The policy; <see cref="ErrorPolicy.WaitAll"/> is the default.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="policy"/> is not a value of the enum.</exception>
    public Batch<T> WithErrors(ErrorPolicy policy) => new(_plan.With(_plan.Options.WithErrors(policy)));

    /// <summary>Reports progress about ten times a second.</summary>
    /// <remarks>
    /// Reports come on thread pool threads, one at a time and never backwards. The last one, with every ended item counted,
    /// comes before the run completes; only a run that is cancelled, left or stopped by its inputs goes without it. A handler that
    /// throws fails the batch with its exception. <see cref="Progress{T}"/> posts reports to the context it was made on.
    /// </remarks>
    /// <param name="progress">The handler.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="progress"/> is null.</exception>
    public Batch<T> WithProgress(IProgress<BatchProgress> progress) => new(_plan.With(_plan.Options.WithProgress(progress)));

    /// <summary>Pulls at most this many inputs whose calls have not ended; in an enumeration, whose results were not taken.</summary>
    /// <remarks>The default is 16, or four times as many as can run at a time, whichever is more. A small buffer limits how many calls run at a time.</remarks>
    /// <param name="items">At least 1.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="items"/> is less than 1.</exception>
    public Batch<T> WithBuffer(int items) => new(_plan.With(_plan.Options.WithBuffer(items)));

    /// <summary>Sends items to workers in chunks of this many. Errors, time limits and cancellation stay per item.</summary>
    /// <remarks>
    /// Worth it for many very short calls. A chunk runs on one worker, item after item. It is never larger than the buffer, and
    /// it is sent unfilled when an asynchronous source makes the batch wait.
    /// It has no effect on <see cref="Model.Process"/>, where every item has a process of its own.
    /// </remarks>
    /// <param name="items">At least 1.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="items"/> is less than 1.</exception>
    public Batch<T> WithChunkSize(int items) => new(_plan.With(_plan.Options.WithChunkSize(items)));
}
