using ParallelGen.CompilerServices;

namespace ParallelGen.Execution.Inline;

/// <summary>Runs the calls of any model's method on whoever makes them. See <see cref="ParallelRuntime.Inline"/>.</summary>
internal sealed class InlineLane<TCall, TInput, TResult> : Lane<TInput, TResult>
    where TCall : struct, ICall<TInput, TResult>
{
    public static readonly InlineLane<TCall, TInput, TResult> Instance = new();

    /// <inheritdoc/>
    public override CallInfo Info => TCall.Info;

    /// <inheritdoc/>
    public override int DefaultConcurrency => 1;

    /// <inheritdoc/>
    public override int MaxConcurrency => 1;

    /// <inheritdoc/>
    public override bool RunsInline => true;

    /// <inheritdoc/>
    public override LaneSession<TInput> Open(IItemSink<TResult> sink, int maxConcurrency, TimeSpan timeLimit) =>
        new InlineSession<TCall, TInput, TResult>(sink, timeLimit);

    /// <inheritdoc/>
    /// <remarks>The method gets the caller's own token, and the task is complete when the method has returned, not before.</remarks>
    public override Task<TResult> RunAsync(TInput input, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested)
        {
            return Task.FromCanceled<TResult>(cancel);
        }

        var call = new SingleCall<TResult>(cancel);
        _ = CompleteAsync(call, input, cancel);
        return call.Task;
    }

    private static async Task CompleteAsync(SingleCall<TResult> call, TInput input, CancellationToken cancel) =>
        call.Complete(0, await InlineCall.RunAsync<TCall, TInput, TResult>(input, TCall.Info.TimeLimit, cancel).ConfigureAwait(false));
}
