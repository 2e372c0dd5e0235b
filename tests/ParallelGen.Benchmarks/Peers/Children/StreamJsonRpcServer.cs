using System.Net.Sockets;
using StreamJsonRpc;

namespace ParallelGen.Benchmarks.Peers.Children;

/// <summary>The other side of the StreamJsonRpc peer.</summary>
internal static class StreamJsonRpcServer
{
    public static void Start(string path) => UnixSockets.Serve(path, socket =>
    {
        var rpc = new JsonRpc(NewHandler(socket), new RpcMethods());
        rpc.StartListening();
    });

    /// <summary>Binary, length-prefixed messages are the fastest that the library has.</summary>
    public static IJsonRpcMessageHandler NewHandler(Socket socket)
    {
        var stream = new NetworkStream(socket, ownsSocket: true);
        return new LengthHeaderMessageHandler(stream, stream, new MessagePackFormatter());
    }
}
