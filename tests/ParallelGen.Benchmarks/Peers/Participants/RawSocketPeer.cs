using System.Buffers.Binary;
using System.Net.Sockets;
using ParallelGen.Benchmarks.Peers.Children;

namespace ParallelGen.Benchmarks.Peers.Participants;

/// <summary>The least that a socket can cost: both sides block, no dispatch, no codec, no task to wake. A method's call it is not.</summary>
internal sealed class RawSocketPeer : ICallPeer
{
    private readonly SocketPeer _server;
    private readonly Socket _socket;
    private byte[] _buffer = new byte[64];

    private RawSocketPeer(SocketPeer server) => (_server, _socket) = (server, server.Connect());

    public string Name => "raw socket, blocking";

    public SubjectKind Kind => SubjectKind.DotNet;

    public bool CanOverlap => false;

    public static async Task<ICallPeer> StartAsync() => new RawSocketPeer(await SocketPeer.StartAsync("raw"));

    public Task<int> CallAsync(int value)
    {
        Span<byte> frame = stackalloc byte[RawFrames.Header + sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(frame, sizeof(int));
        BinaryPrimitives.WriteInt32LittleEndian(frame[RawFrames.Header..], value);
        RawFrames.SendAll(_socket, frame);
        Receive();
        return Task.FromResult(BinaryPrimitives.ReadInt32LittleEndian(_buffer.AsSpan(RawFrames.Header)));
    }

    public Task<byte[]> EchoAsync(byte[] payload)
    {
        Span<byte> header = stackalloc byte[RawFrames.Header];
        BinaryPrimitives.WriteInt32LittleEndian(header, payload.Length);
        RawFrames.SendAll(_socket, header);
        RawFrames.SendAll(_socket, payload);
        int length = Receive();
        return Task.FromResult(_buffer.AsSpan(RawFrames.Header, length).ToArray());
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return _server.DisposeAsync();
    }

    private int Receive() => RawFrames.TryReceive(_socket, ref _buffer, out int length)
        ? length
        : throw new PeerUnavailableException("the other side closed the connection");
}
