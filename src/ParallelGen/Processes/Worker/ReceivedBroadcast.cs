using ParallelGen.Wire;

namespace ParallelGen.Processes.Worker;

/// <summary>Broadcast values as this worker has them: the bytes until a call first wants the values, then these.</summary>
/// <remarks>Used by one call at a time. Decoding is part of that call, which has begun and can be blamed; if it fails, the next call tries again.</remarks>
internal sealed class ReceivedBroadcast(WireBuffer encoded) : IDisposable
{
    private object? _value;
    private bool _decoded;

    public delegate object? Reader(ref WireReader reader);

    public object? Read(Reader read)
    {
        if (!_decoded)
        {
            var reader = new WireReader(encoded.Written);
            object? value = read(ref reader);
            reader.ThrowIfNotAtEnd();
            (_value, _decoded) = (value, true);
            encoded.Dispose();
        }

        return _value;
    }

    public void Dispose() => encoded.Dispose();
}
