using System.Threading.Tasks.Sources;

namespace ParallelGen.Execution.Streams;

/// <summary>The items between a running method and its consumer, and how the sequence ended. One producer, one consumer.</summary>
/// <remarks>
/// A waiting move is completed on the thread pool, never on the producer's thread, which may be the only reader of a worker: resuming
/// the consumer may post to a synchronization context of its own, which is user code.
/// </remarks>
/// <param name="clock">Runs while the producer does; null where there is no time limit.</param>
internal sealed class StreamBuffer<TItem>(StreamClock? clock) : StreamWriter<TItem>, IValueTaskSource<bool>, IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly AsyncSignal _room = new();

    // Everything below is guarded by the gate.
    private readonly Queue<TItem> _items = new();
    private ManualResetValueTaskSourceCore<bool> _move;
    private Action<int>? _roomMade;
    private Exception? _error;

    // Items that the producer may not yet take as gone: those here, and those taken since it was last told. It waits at a full window.
    private int _outstanding;
    private int _taken;
    private bool _ended;
    private bool _cut;
    private bool _told;
    private bool _waiting;
    private bool _waking;

    /// <summary>What the last move gave. For the consumer.</summary>
    public TItem Current { get; private set; } = default!;

    /// <summary>Whether the producer may hand on an item.</summary>
    public bool HasRoom
    {
        get
        {
            lock (_gate)
            {
                return _ended || _outstanding < StreamWindow.Items;
            }
        }
    }

    /// <inheritdoc/>
    public override void Begin()
    {
        lock (_gate)
        {
            if (!_ended)
            {
                clock?.Resume();
            }
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<bool> WriteAsync(TItem item)
    {
        while (true)
        {
            lock (_gate)
            {
                if (_ended || _outstanding < StreamWindow.Items)
                {
                    return TryAdd(item);
                }
            }

            // Back to where the lane put the call.
            await _room.WaitAsync().ConfigureAwait(true);
        }
    }

    /// <summary>Hands on an item of a producer in another process, which waits for room on its own.</summary>
    /// <param name="item">The item. There is room for it.</param>
    /// <param name="roomMade">Is called, from any thread, with the number of items that may be handed on besides.</param>
    public void Push(TItem item, Action<int> roomMade)
    {
        lock (_gate)
        {
            _roomMade = roomMade;
            TryAdd(item);
        }
    }

    /// <summary>The sequence has ended, with an error or without: the consumer learns of it when it has taken what is left. False: it had ended before.</summary>
    public bool TryEnd(Exception? error)
    {
        lock (_gate)
        {
            if (_ended)
            {
                return false;
            }

            End(error);
            return true;
        }
    }

    /// <summary>The consumer wants no more, or is to learn of an error at once: what is left is dropped. False: the sequence had ended before.</summary>
    public bool TryCut(Exception? error)
    {
        lock (_gate)
        {
            bool goesOn = !_ended;
            if (!_cut && !_told)
            {
                _cut = true;
                _items.Clear();
                End(error);
            }

            return goesOn;
        }
    }

    /// <summary>Takes the next item. One move at a time.</summary>
    /// <exception cref="InvalidOperationException">The previous move has not completed.</exception>
    public ValueTask<bool> MoveNextAsync()
    {
        bool moved;
        Exception? error;
        int room;
        lock (_gate)
        {
            if (_waiting)
            {
                throw new InvalidOperationException("MoveNextAsync was called before the previous call had completed.");
            }

            if (!TryMove(out moved, out error, out room))
            {
                _move.Reset();
                _waiting = true;
                return new ValueTask<bool>(this, _move.Version);
            }
        }

        Tell(room);
        return error is null ? new ValueTask<bool>(moved) : ValueTask.FromException<bool>(error);
    }

    /// <summary>Completes the waiting move, if it can be answered by now.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        bool moved;
        Exception? error;
        int room;
        lock (_gate)
        {
            _waking = false;
            if (!_waiting || !TryMove(out moved, out error, out room))
            {
                return;
            }

            _waiting = false;
        }

        Tell(room);
        if (error is null)
        {
            _move.SetResult(moved);
        }
        else
        {
            _move.SetException(error);
        }
    }

    bool IValueTaskSource<bool>.GetResult(short token) => _move.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _move.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _move.OnCompleted(continuation, state, token, flags);

    private bool TryAdd(TItem item)
    {
        if (_ended)
        {
            return false;
        }

        _items.Enqueue(item);
        if (++_outstanding == StreamWindow.Items)
        {
            clock?.Pause();
        }

        Wake();
        return true;
    }

    private void End(Exception? error)
    {
        (_ended, _error) = (true, error);
        clock?.Dispose();
        _room.Set();
        Wake();
    }

    private void Wake()
    {
        if (_waiting && !_waking)
        {
            _waking = true;
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    /// <summary>Gate. Answers a move: an item, the error, or the end. False: there is none of these yet.</summary>
    /// <param name="moved">Whether there is an item.</param>
    /// <param name="error">What the move throws.</param>
    /// <param name="room">How many items a producer in another process may make on top.</param>
    private bool TryMove(out bool moved, out Exception? error, out int room)
    {
        (error, room) = (null, 0);
        moved = _items.TryDequeue(out TItem? item);
        Current = moved ? item! : default!;
        if (moved)
        {
            room = ++_taken == StreamWindow.Step && !_ended ? MakeRoom() : 0;
            return true;
        }

        if (_ended)
        {
            error = _told ? null : _error;
            _told = true;
        }

        return _ended;
    }

    /// <summary>Gate. Lets a producer that waits go on.</summary>
    private int MakeRoom()
    {
        if (_outstanding == StreamWindow.Items)
        {
            clock?.Resume();
            _room.Set();
        }

        _outstanding -= _taken;
        _taken = 0;
        return StreamWindow.Step;
    }

    /// <summary>Not under the gate: it sends.</summary>
    private void Tell(int room)
    {
        if (room > 0)
        {
            _roomMade?.Invoke(room);
        }
    }
}
