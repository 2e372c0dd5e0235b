using ParallelGen.Wire;

namespace ParallelGen.Processes.Worker;

/// <summary>The broadcast values that the parent has sent and not told to forget, by id. Used by the call thread only.</summary>
internal sealed class ReceivedBroadcasts
{
    private readonly Dictionary<long, ReceivedBroadcast> _values = [];

    public void Add(long id, WireBuffer encoded)
    {
        if (!_values.TryAdd(id, new ReceivedBroadcast(encoded)))
        {
            throw new WireFormatException($"The broadcast values {id} came twice.");
        }
    }

    public void Forget(long id)
    {
        if (_values.Remove(id, out ReceivedBroadcast? broadcast))
        {
            broadcast.Dispose();
        }
    }

    /// <summary>What a call header names.</summary>
    public ReceivedBroadcast? Find(long id) => id == 0
        ? null
        : _values.GetValueOrDefault(id) ?? throw new WireFormatException($"A call names the broadcast values {id}, which are not here.");
}
