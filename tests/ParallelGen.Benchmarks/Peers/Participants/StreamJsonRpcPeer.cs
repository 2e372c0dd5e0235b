using ParallelGen.Benchmarks.Peers.Children;
using StreamJsonRpc;

namespace ParallelGen.Benchmarks.Peers.Participants;

/// <summary>StreamJsonRpc over a Unix socket to one child process.</summary>
internal sealed class StreamJsonRpcPeer : ICallPeer
{
    private readonly SocketPeer _server;
    private readonly JsonRpc _rpc;

    private StreamJsonRpcPeer(SocketPeer server)
    {
        _server = server;
        _rpc = new JsonRpc(StreamJsonRpcServer.NewHandler(server.Connect()));
        _rpc.StartListening();
    }

    public string Name => "StreamJsonRpc";

    public SubjectKind Kind => SubjectKind.DotNet;

    public bool CanOverlap => true;

    public static async Task<ICallPeer> StartAsync() => new StreamJsonRpcPeer(await SocketPeer.StartAsync("streamjsonrpc"));

    public Task<int> CallAsync(int value) => _rpc.InvokeAsync<int>(nameof(IRpcMethods.NoOp), value);

    public Task<byte[]> EchoAsync(byte[] payload) => _rpc.InvokeAsync<byte[]>(nameof(IRpcMethods.Echo), payload);

    public ValueTask DisposeAsync()
    {
        _rpc.Dispose();
        return _server.DisposeAsync();
    }
}
