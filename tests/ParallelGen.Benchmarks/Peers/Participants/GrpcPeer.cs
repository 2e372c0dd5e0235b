using System.Buffers.Binary;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using ParallelGen.Benchmarks.Peers.Children;

namespace ParallelGen.Benchmarks.Peers.Participants;

/// <summary>gRPC over a Unix socket to one child process, with bytes in place of protobuf messages, which flatters it a little.</summary>
internal sealed class GrpcPeer : ICallPeer
{
    private readonly SocketPeer _server;
    private readonly GrpcChannel _channel;
    private readonly CallInvoker _invoker;

    private GrpcPeer(SocketPeer server)
    {
        _server = server;
        _channel = GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions
        {
            HttpHandler = new SocketsHttpHandler
            {
                InitialHttp2StreamWindowSize = GrpcEcho.Window,
                ConnectCallback = (_, _) => ValueTask.FromResult<Stream>(new NetworkStream(server.Connect(), ownsSocket: true)),
            },
            DisposeHttpClient = true,
            MaxReceiveMessageSize = null,
            MaxSendMessageSize = null,
        });
        _invoker = _channel.CreateCallInvoker();
    }

    public string Name => "gRPC";

    public SubjectKind Kind => SubjectKind.DotNet;

    public bool CanOverlap => true;

    public static async Task<ICallPeer> StartAsync() => new GrpcPeer(await SocketPeer.StartAsync("grpc"));

    public async Task<int> CallAsync(int value)
    {
        byte[] argument = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(argument, value);
        return BinaryPrimitives.ReadInt32LittleEndian(await EchoAsync(argument).ConfigureAwait(false));
    }

    public async Task<byte[]> EchoAsync(byte[] payload)
    {
        using AsyncUnaryCall<byte[]> call = _invoker.AsyncUnaryCall(GrpcEchoBase.Method, null, default, payload);
        return await call.ResponseAsync.ConfigureAwait(false);
    }

    public ValueTask DisposeAsync()
    {
        _channel.Dispose();
        return _server.DisposeAsync();
    }
}
