using ParallelGen.CompilerServices;
using ParallelGen.Loops;

namespace ParallelGen.Execution;

/// <summary>One run of a batch: the pump that pulls inputs, forms blocks and hands them to the lane. Runs on the thread pool, or inline.</summary>
internal sealed class BatchRun<TInput, TResult>(
    BatchInputs<TInput> inputs,
    Lane<TInput, TResult> lane,
    BatchOptions options,
    OutcomeConsumer<TResult> consumer,
    CancellationToken cancel) : BatchRun<TResult>(consumer, options, cancel)
{
    private readonly BatchOptions _options = options;
    private LaneSession<TInput>? _session;
    private ChunkSizer? _sizer;
    private ExecutionContext? _context;
    private int _lastBlock;

    /// <inheritdoc/>
    protected override bool RunsInline { get; } = lane.RunsInline;

    /// <inheritdoc/>
    public override LoopTask? CreateLoopTask() => lane.CreateLoopTask();

    /// <inheritdoc/>
    protected override void OnStarted() => lane.RunStarted();

    /// <inheritdoc/>
    protected override void OnFinished() => lane.RunEnded();

    /// <inheritdoc/>
    protected override void StopLane() => _session?.Stop();

    /// <inheritdoc/>
    protected override async Task PullAllAsync()
    {
        if (End is not null)
        {
            return;
        }

        _context = ExecutionContext.Capture();
        RunLimits limits = RunLimits.Resolve(_options, lane.Info, lane.DefaultConcurrency, lane.MaxConcurrency, lane.BlocksPerWorker);
        Configure(RunsInline ? limits.OneByOne : limits, inputs.CountIfKnown);
        IAsyncEnumerator<TInput> source = inputs.Enumerate(SourceToken);
        await using (source.ConfigureAwait(false))
        {
            await DrainAsync(source).ConfigureAwait(false);
        }
    }

    /// <summary>Never throws, so that an exception of the source is not replaced by one of its disposal.</summary>
    private async Task DrainAsync(IAsyncEnumerator<TInput> source)
    {
        try
        {
            bool more = true;
            while (more && End is null)
            {
                if (TryTakeRoom(_sizer))
                {
                    more = await PullBlockAsync(source).ConfigureAwait(false);
                }
                else
                {
                    await WokenAsync().ConfigureAwait(false);
                }
            }
        }
        catch (Exception e)
        {
            Fault(e);
        }

        EnterEngine();
        _session?.Close();
    }

    /// <summary>Pulls one block and submits it; in several parts where an asynchronous source makes the pump wait.</summary>
    /// <returns>False at the end of the source.</returns>
    private async ValueTask<bool> PullBlockAsync(IAsyncEnumerator<TInput> source)
    {
        bool more = true;
        if (source is IBlockSource<TInput> blocks)
        {
            more = blocks.Pull(Limits.ChunkSize, _lastBlock, this, out ReadOnlyMemory<TInput> pulled);
            _lastBlock = pulled.Length;
            Submit(pulled, moving: false);
            return more;
        }

        var block = new BlockBuilder<TInput>(Limits.ChunkSize, _lastBlock);
        while (more && !block.IsFull && End is null)
        {
            ValueTask<bool> move = source.MoveNextAsync();
            if (move.IsCompleted)
            {
                more = await move.ConfigureAwait(false);
            }
            else
            {
                // Nobody knows when the next item comes: those that are here must not wait for it.
                Submit(block.TakePending(), moving: true);
                more = await move.ConfigureAwait(false);
                if (!RunsInline)
                {
                    await LeaveForeignThread();
                }
            }

            if (more)
            {
                block.Add(source.Current);
            }
        }

        _lastBlock = block.Count;
        Submit(block.TakePending(), moving: false);
        return more;
    }

    private void Submit(ReadOnlyMemory<TInput> items, bool moving)
    {
        if (items.IsEmpty)
        {
            return;
        }

        if (RunsInline)
        {
            // Whoever ends the run stops the session while the call runs, so it must be there before.
            _session ??= OpenLane();
        }

        if (!BeginSubmit(items.Length, out long firstIndex))
        {
            return;
        }

        try
        {
            _session ??= OpenLane();
            _session.Submit(new Block<TInput>(firstIndex, items));
        }
        catch (Exception e)
        {
            Fault(e);
        }

        EndSubmit(moving);
    }

    /// <summary>The lane sees the context of whoever started the run, and nothing of what the source left in it.</summary>
    private LaneSession<TInput> OpenLane()
    {
        if (_context is null)
        {
            return Open();
        }

        LaneSession<TInput>? session = null;
        ExecutionContext.Run(_context, _ => session = Open(), null);
        return session!;
    }

    private LaneSession<TInput> Open()
    {
        LaneSession<TInput> session = lane.Open(this, Limits.Degree, Limits.TimeLimit);
        if (_options.ChunkSize is null && !RunsInline)
        {
            _sizer = new ChunkSizer();
            session.FindChunkSize(_sizer);
        }

        return session;
    }

    /// <summary>
    /// A source may complete its move on any thread, and the pump then goes on there. That may be the caller's user interface
    /// thread or a lane's reader thread: the source must not be pulled there.
    /// </summary>
    private static System.Runtime.CompilerServices.ConfiguredTaskAwaitable LeaveForeignThread()
    {
        bool foreign = !Thread.CurrentThread.IsThreadPoolThread || SynchronizationContext.Current is not null;
        return Task.CompletedTask.ConfigureAwait(foreign ? ConfigureAwaitOptions.ForceYielding : ConfigureAwaitOptions.None);
    }
}
