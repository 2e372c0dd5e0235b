namespace ParallelGen.Benchmarks.Peers.Children;

/// <summary>What the StreamJsonRpc peer answers.</summary>
internal sealed class RpcMethods : IRpcMethods
{
    public int NoOp(int value) => value;

    public byte[] Echo(byte[] payload) => payload;
}
