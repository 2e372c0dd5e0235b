using System.Runtime.CompilerServices;
using ParallelGen.Channels;
using ParallelGen.CompilerServices;
using ParallelGen.Processes.Protocol;
using ParallelGen.Wire;

namespace ParallelGen.Processes.Pool;

/// <summary>The broadcast values of one batch run, or of one call: encoded once, sent once to each worker that gets a call of it.</summary>
/// <remarks>
/// Held by the run while blocks may come, and by every block until nobody sends or runs it any more. Who lets go last gives the memory
/// back and has the workers told, which no call can follow that names it. Thread-safe.
/// </remarks>
internal sealed class Broadcast
{
    private static long s_lastId;

    private readonly Lock _gate = new();
    private readonly WireBuffer _encoded;

    // A long batch may wear out many workers: those that are gone must not be kept by it.
    private readonly ConditionalWeakTable<PoolWorker, object> _workers = new();
    private int _holders = 1;

    private Broadcast(WireBuffer encoded) => _encoded = encoded;

    /// <summary>Names it within this process, and so on every channel.</summary>
    public long Id { get; } = Interlocked.Increment(ref s_lastId);

    /// <summary>Encodes the broadcast values of an input. Whatever the codec throws comes out. The caller holds the new object.</summary>
    public static Broadcast Encode<TCall, TInput>(TInput input)
        where TCall : struct, IWireInput<TInput>
    {
        var buffer = new WireBuffer();
        try
        {
            var writer = new WireWriter(buffer);
            TCall.WriteBroadcast(ref writer, input);
            writer.Flush();
            return new Broadcast(buffer);
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    /// <summary>One more holds it. False: everybody had let go.</summary>
    public bool TryHold()
    {
        lock (_gate)
        {
            if (_holders == 0)
            {
                return false;
            }

            _holders++;
            return true;
        }
    }

    /// <summary>One holds it no more. May be called under the scheduler's lock: frames are sent on the thread pool.</summary>
    public void Release()
    {
        lock (_gate)
        {
            if (--_holders > 0)
            {
                return;
            }
        }

        _encoded.Dispose();
        foreach ((PoolWorker worker, _) in _workers)
        {
            worker.SendLater(new FrameHeader((ushort)FrameKind.Forget, Call: Id));
        }
    }

    /// <summary>How much a call must send ahead of itself to this worker.</summary>
    public int BytesFor(PoolWorker worker) => _workers.TryGetValue(worker, out _) ? 0 : _encoded.Length;

    /// <summary>Sends the values unless the worker has them. For one thread a worker at a time, which holds this object.</summary>
    /// <exception cref="IOException">The worker is gone.</exception>
    public void SendTo(PoolWorker worker, FrameChannel channel)
    {
        if (_workers.TryAdd(worker, this))
        {
            channel.Send(new FrameHeader((ushort)FrameKind.Broadcast, Call: Id), _encoded.Written);
        }
    }
}
