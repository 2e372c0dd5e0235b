using ParallelGen.CompilerServices;
using ParallelGen.Processes.Pool;

namespace ParallelGen.Processes;

/// <summary>The broadcast values of a session: encoded from the first input, shared by all blocks, let go when none follows.</summary>
/// <remarks>Where the method has none, all of this is empty. Prepared by one thread at a time; closed by any.</remarks>
internal sealed class SharedBroadcast<TCall, TInput>
    where TCall : struct, IWireInput<TInput>
{
    private readonly Lock _gate = new();
    private Broadcast? _broadcast;
    private Exception? _error;
    private bool _closed;

    /// <summary>Encodes the values, unless that is done.</summary>
    /// <exception cref="WireEncodingException">
    /// What the codec threw is within. So it is for every input, without trying again, for the values may be large; each has an exception
    /// of its own, for a thrown one collects stack traces.
    /// </exception>
    public void Prepare(TInput input)
    {
        if (!TCall.HasBroadcast || _broadcast is not null || _closed)
        {
            return;
        }

        if (_error is null)
        {
            try
            {
                Keep(Broadcast.Encode<TCall, TInput>(input));
                return;
            }
            catch (Exception e)
            {
                _error = e;
            }
        }

        throw new WireEncodingException($"The broadcast values of {TCall.Info.Name} could not be encoded: {_error.Message}", _error);
    }

    /// <summary>The values, held for a block; null where the method has none. False: they were let go, so no block can follow.</summary>
    public bool TryHold(out Broadcast? broadcast)
    {
        broadcast = null;
        if (!TCall.HasBroadcast)
        {
            return true;
        }

        lock (_gate)
        {
            broadcast = _broadcast;
        }

        return broadcast?.TryHold() == true;
    }

    /// <summary>No block follows.</summary>
    public void Close()
    {
        Broadcast? broadcast;
        lock (_gate)
        {
            _closed = true;
            (broadcast, _broadcast) = (_broadcast, null);
        }

        broadcast?.Release();
    }

    private void Keep(Broadcast broadcast)
    {
        lock (_gate)
        {
            if (!_closed)
            {
                _broadcast = broadcast;
                return;
            }
        }

        broadcast.Release();
    }
}
