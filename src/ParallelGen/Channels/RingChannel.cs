namespace ParallelGen.Channels;

/// <summary>Frames through two rings in shared memory. The pipes that began the conversation are its bell, and tell that the other end is gone.</summary>
internal sealed unsafe partial class RingChannel : FrameChannel
{
    /// <summary>Of each ring: two pieces of a large frame and some, so that one end copies while the other does.</summary>
    public const int DefaultCapacity = 1 << 20;

    /// <summary>What head and tail count from: a worker that wipes its memory must not look like one that has said nothing yet.</summary>
    public const long Origin = 1L << 40;

    /// <summary>The control blocks have a page to themselves.</summary>
    private const int DataOffset = 4096;

    private readonly PipeChannel _pipes;
    private readonly SharedMemory _memory;
    private readonly RingWriter _out;
    private readonly RingReader _in;
    private readonly FrameBuffer _incoming = new();
    private volatile bool _closed;

    // Guarded by the lease.
    private bool _disposed;

    /// <param name="pipes">What the conversation was begun with. Belongs to this channel from here on, and must have been read empty.</param>
    /// <param name="memory">Of <see cref="SizeFor"/> bytes. Belongs to this channel from here on.</param>
    /// <param name="isParent">Which of the two ends this is.</param>
    /// <param name="capacity">Of each ring, a power of two.</param>
    public RingChannel(PipeChannel pipes, SharedMemory memory, bool isParent, int capacity = DefaultCapacity)
    {
        (_pipes, _memory) = (pipes, memory);
        byte* requests = memory.Start;
        byte* replies = requests + RingControl.Size;
        byte* requestData = requests + DataOffset;
        byte* replyData = requestData + capacity;
        _out = new RingWriter((RingControl*)(isParent ? requests : replies), isParent ? requestData : replyData, capacity, Origin);
        _in = new RingReader((RingControl*)(isParent ? replies : requests), isParent ? replyData : requestData, capacity, Origin);
    }

    /// <summary>What somebody has taken out of the ring and left for others counts too.</summary>
    public override bool HasArrived => !_disposed && (_in.Available > 0 || _incoming.HasFrame);

    public override bool IsShared => true;

    /// <summary>Makes the memory for both rings, which the other end may open from here on.</summary>
    /// <param name="capacity">Of each.</param>
    /// <param name="extra">What more is wanted behind them.</param>
    /// <exception cref="IOException">There is no room.</exception>
    public static SharedMemory Allocate(int capacity, int extra = 0)
    {
        SharedMemory memory = SharedMemory.Create(SizeFor(capacity) + extra);
        var control = (RingControl*)memory.Start;
        (control[0].Head, control[0].Tail) = (Origin, Origin);
        (control[1].Head, control[1].Tail) = (Origin, Origin);
        return memory;
    }

    /// <summary>The memory that both rings take.</summary>
    public static long SizeFor(int capacity) => DataOffset + 2L * capacity;

    public override bool TryRead(out FrameHeader header, out ReadOnlySpan<byte> body)
    {
        while (!_incoming.TryTake(out header, out body))
        {
            if (_disposed || _in.Available == 0)
            {
                return false;
            }

            _incoming.Add(_in.Read(_incoming.MakeRoom()));
            if (_in.MustWakeWriter())
            {
                _pipes.Ring();
            }
        }

        return true;
    }

    public override FrameRun TakeRun(int most) => _incoming.TakeRun(most);

    public override bool TryDetach(ReadOnlySpan<byte> body, out ArraySegment<byte> detached) => _incoming.TryDetach(body.Length, out detached);

    public override bool TrySleep(bool isBusy = false)
    {
        ThrowIfDamaged();
        return _disposed || (!_incoming.HasFrame && _in.TrySleep(isBusy));
    }

    public override void Awake()
    {
        if (!_disposed)
        {
            _in.Awake();
        }
    }

    public override bool WaitForBell()
    {
        bool alive = _pipes.WaitForRing();
        _closed |= !alive;
        _room.Set();
        return alive;
    }

    public override void RingOwnBell() => _pipes.RingOwnBell();

    public override void NotifyPeerDead()
    {
        _closed = true;
        _room.Set();
        _pipes.NotifyPeerDead();
    }

    /// <summary>
    /// The lease and the lock are taken, in the order in which frames are answered, so that nobody is in the memory when it goes; a
    /// sender that waits for room is sent away first.
    /// </summary>
    public override void Dispose()
    {
        _closed = true;
        _room.Set();
        _pipes.Dispose();
        EnterReading();
        _writing.Enter();
        _disposed = true;
        _incoming.Dispose();
        _memory.Dispose();
        _writing.Exit();
        ExitReading();
    }
}
