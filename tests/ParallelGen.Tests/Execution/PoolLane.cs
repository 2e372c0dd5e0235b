using ParallelGen.CompilerServices;
using ParallelGen.Execution;

namespace ParallelGen.Tests.Execution;

/// <summary>A plain lane on the thread pool, with as many workers as the session asks for.</summary>
internal sealed class PoolLane<TInput, TResult>(Func<TInput, CancellationToken, Task<TResult>> call, int concurrency = 4) : Lane<TInput, TResult>
{
    private int _running;
    private int _mostRunning;

    public PoolLane(Func<TInput, TResult> call, int concurrency = 4)
        : this((input, _) => Task.FromResult(call(input)), concurrency) { }

    public override CallInfo Info { get; } = new(typeof(PoolLane<TInput, TResult>), 2, "Test.PoolCall");

    public override int DefaultConcurrency => concurrency;

    public override int MaxConcurrency => concurrency;

    public int MostRunning => _mostRunning;

    public override LaneSession<TInput> Open(IItemSink<TResult> sink, int maxConcurrency, TimeSpan timeLimit) =>
        new Session(this, sink, maxConcurrency);

    private void Started()
    {
        int running = Interlocked.Increment(ref _running);
        int most = _mostRunning;
        while (running > most && (most = Interlocked.CompareExchange(ref _mostRunning, running, most)) < running) { }
    }

    private sealed class Session(PoolLane<TInput, TResult> lane, IItemSink<TResult> sink, int maxConcurrency) : LaneSession<TInput>
    {
        private readonly Lock _gate = new();
        private readonly Queue<Block<TInput>> _queue = [];
        private readonly CancellationTokenSource _stop = new();
        private int _workers;

        public override void Submit(in Block<TInput> block)
        {
            lock (_gate)
            {
                _queue.Enqueue(block);
                if (_workers == maxConcurrency)
                {
                    return;
                }

                _workers++;
            }

            _ = Task.Run(WorkAsync);
        }

        public override void Stop()
        {
            lock (_gate)
            {
                _queue.Clear();
            }

            _stop.Cancel();
        }

        private async Task WorkAsync()
        {
            while (true)
            {
                Block<TInput> block;
                lock (_gate)
                {
                    if (!_queue.TryDequeue(out block))
                    {
                        _workers--;
                        return;
                    }
                }

                lane.Started();
                for (int i = 0; i < block.Inputs.Length; i++)
                {
                    Outcome<TResult> outcome = await RunAsync(block.Inputs.Span[i]);
                    if (i == block.Inputs.Length - 1)
                    {
                        Interlocked.Decrement(ref lane._running);
                    }

                    sink.Complete(block.FirstIndex + i, outcome);
                }
            }
        }

        private async Task<Outcome<TResult>> RunAsync(TInput input)
        {
            try
            {
                return Outcome<TResult>.Success(await lane.Call(input, _stop.Token));
            }
            catch (Exception e)
            {
                return Outcome<TResult>.Failure(e);
            }
        }
    }

    private Task<TResult> Call(TInput input, CancellationToken cancel) => call(input, cancel);
}
