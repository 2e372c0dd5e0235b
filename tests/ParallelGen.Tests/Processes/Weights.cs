namespace ParallelGen.Tests.Processes;

/// <summary>A broadcast value that counts how often it is encoded.</summary>
internal sealed class Weights(int[] values)
{
    private int _encoded;

    public int[] Values => values;

    public int Encoded => Volatile.Read(ref _encoded);

    /// <summary>Whether encoding fails.</summary>
    public bool IsBroken { get; init; }

    public void CountEncoding()
    {
        Interlocked.Increment(ref _encoded);
        if (IsBroken)
        {
            throw new WireEncodingException("broken weights");
        }
    }
}
