namespace ParallelGen.Execution.Streams;

/// <summary>One enumeration of a method's sequence: the call in its lane, what can end it, and its consumer's view. README.md in this folder.</summary>
internal sealed class StreamRun<TInput, TItem> : IAsyncEnumerator<TItem>, IItemSink<ValueTuple>
{
    private readonly Lane<StreamInput<TInput, TItem>, ValueTuple> _lane;
    private readonly TInput _input;
    private readonly CancellationToken[] _tokens;
    private readonly CancellationTokenRegistration[] _registrations;
    private readonly StreamBuffer<TItem> _buffer;
    private volatile LaneSession<StreamInput<TInput, TItem>>? _session;
    private int _started;

    public StreamRun(
        Lane<StreamInput<TInput, TItem>, ValueTuple> lane, TInput input, CancellationToken cancel, CancellationToken enumeration)
    {
        (_lane, _input, _tokens) = (lane, input, cancel == enumeration ? [cancel] : [cancel, enumeration]);
        _registrations = new CancellationTokenRegistration[_tokens.Length];
        TimeSpan limit = lane.Info.TimeLimit;
        _buffer = new StreamBuffer<TItem>(limit == Timeout.InfiniteTimeSpan ? null : new StreamClock(limit, OnTimeLimit));
    }

    /// <inheritdoc/>
    public TItem Current => _buffer.Current;

    /// <inheritdoc/>
    public ValueTask<bool> MoveNextAsync()
    {
        if (Interlocked.Exchange(ref _started, 1) == 0)
        {
            Start();
        }

        return _buffer.MoveNextAsync();
    }

    /// <summary>Leaves: a method that still runs is cancelled, and killed where the model can. Does not wait for that.</summary>
    public ValueTask DisposeAsync()
    {
        End(goesOn: _buffer.TryCut(null));
        return ValueTask.CompletedTask;
    }

    /// <summary>The call has ended, after its last item. The tokens still count: a cancelled consumer gets none of what is left.</summary>
    public void Complete(long index, in Outcome<ValueTuple> outcome) => _buffer.TryEnd(outcome.Error);

    /// <summary>A call that is cancelled before it starts never starts.</summary>
    private void Start()
    {
        foreach (CancellationToken token in _tokens)
        {
            if (token.IsCancellationRequested)
            {
                OnCancelled(token);
                return;
            }
        }

        try
        {
            // The time limit is this run's own: the lane does not know when the method waits for its consumer.
            _session = _lane.Open(this, maxConcurrency: 1, Timeout.InfiniteTimeSpan);
            _session.Submit(new Block<StreamInput<TInput, TItem>>(0, new[] { new StreamInput<TInput, TItem>(_input, _buffer) }));
            _session.Close();
        }
        catch (Exception e)
        {
            _buffer.TryEnd(e);
            return;
        }

        for (int i = 0; i < _tokens.Length; i++)
        {
            _registrations[i] = _tokens[i].UnsafeRegister(static (run, token) => ((StreamRun<TInput, TItem>)run!).OnCancelled(token), this);
        }
    }

    /// <summary>Lets the tokens forget the run, without waiting for a callback under way.</summary>
    private void Unregister()
    {
        foreach (CancellationTokenRegistration registration in _registrations)
        {
            registration.Unregister();
        }
    }

    private void OnCancelled(CancellationToken token) => End(_buffer.TryCut(new OperationCanceledException(token)));

    private void OnTimeLimit() => End(_buffer.TryEnd(new TimeoutException(
        $"{_lane.Info.Name} ran longer than its time limit of {_lane.Info.TimeoutMilliseconds} ms, not counting the time that it waited for its consumer. It was told to stop.")));

    private void End(bool goesOn)
    {
        Unregister();
        if (goesOn)
        {
            _session?.Stop();
        }
    }
}
