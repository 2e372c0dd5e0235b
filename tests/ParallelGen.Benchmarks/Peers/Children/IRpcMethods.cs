namespace ParallelGen.Benchmarks.Peers.Children;

/// <summary>The methods of the StreamJsonRpc peer, called by name.</summary>
internal interface IRpcMethods
{
    int NoOp(int value);

    byte[] Echo(byte[] payload);
}
