using ParallelGen.CompilerServices;
using ParallelGen.Loops;

namespace ParallelGen.Execution.Threads;

/// <summary>Blocks on an event loop: every call begins with a turn of its own, and as many as may be in flight wait beside each other.</summary>
internal sealed class EventLoopSession<TCall, TInput, TResult>(
    EventLoop loop, IItemSink<TResult> sink, int maxConcurrency, TimeSpan timeLimit) : LocalSession<TInput>(maxConcurrency)
    where TCall : struct, ICall<TInput, TResult>
{
    /// <inheritdoc/>
    public override PreparedBlock Prepare(in Block<TInput> block) => new LoopBlock<TInput>(loop, this, block);

    /// <inheritdoc/>
    protected override void StartWorker() => new Worker(this, loop, sink, timeLimit).Start();

    /// <summary>Runs one call after the other, a turn for each, and leaves the loop to others while a call awaits.</summary>
    /// <remarks>
    /// An operation of the loop from its start until it finds no more work, so a loop that ends when its work has ended waits for it. A
    /// call whose task completes on another thread is told there; only the next call needs the loop.
    /// </remarks>
    private sealed class Worker(EventLoopSession<TCall, TInput, TResult> session, EventLoop loop, IItemSink<TResult> sink, TimeSpan timeLimit)
        : LaneWorker<TCall, TInput, TResult>(timeLimit, session.StopToken), ILoopWorkItem
    {
        private BlockCursor<TInput> _cursor;
        private Action? _resume;

        public string Name => TCall.Info.Name;

        protected override IItemSink<TResult> Sink => sink;

        protected override long Index => _cursor.Index;

        protected override IBlockEnd? End => _cursor.End;

        protected override Action Resume => _resume ??= GoOn;

        /// <summary>Queues the first turn.</summary>
        /// <exception cref="InvalidOperationException">The loop has ended.</exception>
        public void Start()
        {
            loop.OperationStarted();
            try
            {
                loop.Post(this);
            }
            catch
            {
                loop.OperationCompleted();
                throw;
            }
        }

        /// <summary>A turn: begins the next call, if there is one.</summary>
        public void Execute()
        {
            if (!_cursor.TryTake(session, out TInput? input))
            {
                loop.OperationCompleted();
                return;
            }

            CallStart.Enter(session.Context, loop.SynchronizationContext);
            if (TryRun(input))
            {
                TakeAnotherTurn();
            }
        }

        private void GoOn()
        {
            EndAwaited();
            TakeAnotherTurn();
        }

        /// <summary>This worker is an operation of the loop, which therefore has not ended and takes the post.</summary>
        private void TakeAnotherTurn() => loop.Post(this);
    }
}
