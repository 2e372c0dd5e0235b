using System.Diagnostics.CodeAnalysis;
using ParallelGen.CompilerServices;

namespace ParallelGen.Execution.Threads;

/// <summary>Blocks on the thread pool.</summary>
internal sealed class ThreadPoolSession<TCall, TInput, TResult>(IItemSink<TResult> sink, int maxConcurrency, TimeSpan timeLimit)
    : LocalSession<TInput>(maxConcurrency)
    where TCall : struct, ICall<TInput, TResult>
{
    /// <inheritdoc/>
    protected override void StartWorker() => new Worker(this, sink, timeLimit).Start();

    private sealed class Worker(ThreadPoolSession<TCall, TInput, TResult> session, IItemSink<TResult> sink, TimeSpan timeLimit)
        : ThreadPoolWorker<TCall, TInput, TResult>(timeLimit, session.StopToken)
    {
        private Block<TInput> _block;
        private int _next;

        protected override IItemSink<TResult> Sink => sink;

        protected override long Index => _block.FirstIndex + _next - 1;

        protected override IBlockEnd? End => _block.End;

        protected override ExecutionContext? Context => session.Context;

        protected override void Tell(in Outcome<TResult> outcome) => sink.Complete(Index, outcome);

        protected override bool TryTake([MaybeNullWhen(false)] out TInput input)
        {
            while (_next == _block.Inputs.Length || session.IsStopped)
            {
                _block.End?.Ended();
                _next = 0;
                if (!session.TryTake(TimeSpan.Zero, out _block))
                {
                    input = default;
                    return false;
                }
            }

            input = _block.Inputs.Span[_next++];
            return true;
        }
    }
}
