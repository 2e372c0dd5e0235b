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
        private BlockCursor<TInput> _cursor;

        protected override IItemSink<TResult> Sink => sink;

        protected override long Index => _cursor.Index;

        protected override IBlockEnd? End => _cursor.End;

        protected override ExecutionContext? Context => session.Context;

        protected override bool TryTake([MaybeNullWhen(false)] out TInput input) => _cursor.TryTake(session, out input);
    }
}
