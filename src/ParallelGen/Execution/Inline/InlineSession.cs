using System.Diagnostics.CodeAnalysis;
using ParallelGen.CompilerServices;

namespace ParallelGen.Execution.Inline;

/// <summary>
/// One submitter's inline calls. The submitter has one block here at a time; so the next item begins when the last has ended, on
/// the submitting thread or wherever that one has ended.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "Without a timer or wait handle the source has nothing to release, and it may be cancelled late.")]
internal sealed class InlineSession<TCall, TInput, TResult>(IItemSink<TResult> sink, TimeSpan timeLimit) : LaneSession<TInput>
    where TCall : struct, ICall<TInput, TResult>
{
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private readonly CancellationTokenSource _stop = new();

    /// <inheritdoc/>
    /// <remarks>May be stopped while it runs: the method sees it by its token.</remarks>
    public override void Submit(in Block<TInput> block) => _ = RunAsync(block);

    /// <inheritdoc/>
    public override void Stop() => _ = _stop.CancelAsync();

    private async Task RunAsync(Block<TInput> block)
    {
        for (int i = 0; i < block.Inputs.Length && !_stop.IsCancellationRequested; i++)
        {
            if (_context is not null)
            {
                // An exclusive call may be started by whoever held its key before.
                ExecutionContext.Restore(_context);
            }

            sink.Complete(block.FirstIndex + i, await InlineCall.RunAsync<TCall, TInput, TResult>(
                block.Inputs.Span[i], timeLimit, _stop.Token, block.End).ConfigureAwait(false));
        }

        block.End?.Ended();
    }
}
