using ParallelGen.Channels;
using ParallelGen.Processes.Protocol;
using ParallelGen.Tests.Channels;
using ParallelGen.Wire;

namespace ParallelGen.Tests.Processes;

/// <summary>
/// A played worker with the two threads of a real one, both held up at every step. It dies as a process does: what it has published by then is all that it has done.
/// </summary>
internal sealed class HeldUpWorker
{
    public const int CrashCode = 77;
    public const int KillCode = 137;

    private readonly ScriptedWorker _worker;
    private readonly HeldUpRecord _record;
    private readonly HoldUps _held;
    private readonly Random _random;

    // All below is guarded by this. Who publishes has it, and who ends the process: a dead one publishes nothing.
    private readonly object _gate = new();
    private readonly LinkedList<(FrameKind Kind, long Call, byte[] Body)> _work = new();
    private readonly HashSet<long> _recalled = [];
    private readonly HashSet<long> _cancelled = [];
    private long _lastCall;
    private long _running;
    private bool _isDead;

    public HeldUpWorker(ScriptedWorker worker, HeldUpRecord record, int seed)
    {
        (_worker, _record, _held, _random) = (worker, record, new HoldUps(seed), new Random(seed));
        worker.OnKill = () => Die(KillCode);
        worker.OnNoteReady = () => RingSteps.HoldUp = new HoldUps(seed + 1).Pass;
        record.Workers.Enqueue(this);
    }

    /// <summary>On the thread that hears the bell.</summary>
    public void Run()
    {
        Thread? calls = null;
        try
        {
            DieAtTimes(200, item: null);
            _worker.SayHello();
            _worker.TakeMemory();
            calls = new Thread(RunCalls) { IsBackground = true };
            calls.Start();
            while (PipePair.ReadFrame(_worker.Peer) is { } frame)
            {
                _held.Pass();
                lock (_gate)
                {
                    Take(frame.Header, frame.Body);
                    Monitor.Pulse(_gate);
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The end of the conversation, of either side's doing.
        }
        finally
        {
            Die(KillCode);
            calls?.Join();
            _worker.Peer.Dispose();
        }
    }

    public override string ToString()
    {
        lock (_gate)
        {
            return _isDead ? "" : $"[runs {_running} of {_lastCall}, has {string.Join(' ', _work.Select(static work => $"{work.Kind} {work.Call}"))}]";
        }
    }

    private void Take(FrameHeader header, byte[] body)
    {
        var kind = (FrameKind)header.Kind;
        switch (kind)
        {
            case FrameKind.Announce:
                _work.AddLast((kind, 0, body));
                break;
            case FrameKind.Call:
                _record.Expect(header.Call == _lastCall + 1, $"call {header.Call} came after {_lastCall}");
                _lastCall = header.Call;
                if (_recalled.Remove(header.Call))
                {
                    Publish(FrameKind.End, header.Call);
                }
                else
                {
                    _work.AddLast((kind, header.Call, body));
                }

                break;
            case FrameKind.Recall:
                Recall(header.Call);
                break;
            case FrameKind.Cancel when header.Item == WireProtocol.WholeCall:
                _cancelled.Add(header.Call);
                break;
            case FrameKind.Quit:
                Die(0);
                break;
        }
    }

    private void Recall(long call)
    {
        for (LinkedListNode<(FrameKind Kind, long Call, byte[] Body)>? node = _work.First; node is not null; node = node.Next)
        {
            if (node.Value.Kind == FrameKind.Call && node.Value.Call == call)
            {
                _work.Remove(node);
                Publish(FrameKind.End, call);
                return;
            }
        }

        // It runs, is over, or is still on its way here.
        _recalled.Add(call);
    }

    private void RunCalls()
    {
        RingSteps.HoldUp = _held.Pass;
        try
        {
            while (true)
            {
                (FrameKind kind, long call, byte[] body) = TakeWork();
                if (kind == FrameKind.Call)
                {
                    Execute(call, body);
                }
                else
                {
                    var reader = new WireReader(body);
                    int number = Announcement.Read(ref reader).Number;
                    PublishHeldUp(FrameKind.Preparing, item: number);
                    PublishHeldUp(FrameKind.Prepared, item: number);
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // It has died.
        }
        catch (Exception e)
        {
            _record.Expect(false, e.ToString());
        }
    }

    private (FrameKind Kind, long Call, byte[] Body) TakeWork()
    {
        _held.Pass();
        lock (_gate)
        {
            while (_work.Count == 0)
            {
                ThrowIfDead();
                Monitor.Wait(_gate);
            }

            (FrameKind, long Call, byte[]) work = _work.First!.Value;
            _work.RemoveFirst();
            _running = work.Call;
            return work;
        }
    }

    private void Execute(long call, byte[] body)
    {
        int[] names = StressBlock.Read(body, out CallHeader header);
        DieAtTimes(60, item: null);
        lock (_gate)
        {
            if (_cancelled.Contains(call))
            {
                Publish(FrameKind.End, call);
                return;
            }

            Begin(names[0], () => Publish(FrameKind.Begin, call, rings: header.IsWatched));
        }

        for (int item = 0; item < names.Length; item++)
        {
            Work();
            DieAtTimes(100, names[item]);
            lock (_gate)
            {
                bool more = item + 1 < names.Length && !_cancelled.Contains(call) && !_recalled.Contains(call);
                byte[] result = [(byte)ItemStatus.Succeeded, .. BitConverter.GetBytes(names[item])];
                if (!more)
                {
                    Publish(FrameKind.Result, call, item, ResultMarks.CallEnded, result);
                    return;
                }

                Begin(names[item + 1], () => Publish(FrameKind.Result, call, item, ResultMarks.NextBegun, result, rings: false));
            }
        }
    }

    /// <summary>What is published and what is noted of it are one.</summary>
    private void Begin(int name, Action publish)
    {
        publish();
        _record.NoteBegun(name);
    }

    private void PublishHeldUp(FrameKind kind, int item)
    {
        _held.Pass();
        lock (_gate)
        {
            Publish(kind, 0, item);
        }
    }

    private void Publish(FrameKind kind, long call, int item = 0, ResultMarks marks = ResultMarks.None, byte[]? body = null, bool rings = true)
    {
        ThrowIfDead();
        var header = new FrameHeader((ushort)kind, (ushort)marks, item, call);
        if (rings)
        {
            _worker.Peer.Send(header, body);
        }
        else
        {
            _worker.Peer.SendQuietly(header, body);
        }
    }

    private void Work()
    {
        _held.Pass();
        switch (_random.Next(200))
        {
            case 0:
                // Past every time limit and grace that is set, unless it is killed before.
                _worker.Killed.Wait(TimeSpan.FromMilliseconds(20));
                break;
            case < 4:
                // Not as short as its method is known to be.
                _worker.Killed.Wait(TimeSpan.FromMilliseconds(3));
                break;
            case < 40:
                Thread.SpinWait(_random.Next(400));
                break;
        }
    }

    private void DieAtTimes(int oneIn, int? item)
    {
        if (_random.Next(oneIn) == 0)
        {
            Die(CrashCode, item);
            throw new IOException("This worker has died.");
        }
    }

    private void Die(int code, int? item = null)
    {
        lock (_gate)
        {
            if (_isDead)
            {
                return;
            }

            _isDead = true;
            if (item is { } crashed)
            {
                _record.NoteCrashed(crashed);
            }

            Monitor.Pulse(_gate);
            _worker.Exit(code);
        }
    }

    private void ThrowIfDead()
    {
        if (_isDead)
        {
            throw new IOException("This worker is dead.");
        }
    }
}
