using System.Net.Sockets;
using ParallelGen.Benchmarks.Peers.Children;

namespace ParallelGen.Benchmarks.Peers.Participants;

/// <summary>A child of this program at the other end of a Unix socket, and the socket's file.</summary>
internal sealed class SocketPeer : IAsyncDisposable
{
    private readonly Child _child;

    private SocketPeer(Child child, string path) => (_child, Path) = (child, path);

    public string Path { get; }

    public static async Task<SocketPeer> StartAsync(string role)
    {
        string path = UnixSockets.NewPath();
        var peer = new SocketPeer(Child.StartOwn(role, path), path);
        try
        {
            await peer._child.ReadLineAsync();
            return peer;
        }
        catch
        {
            await peer.DisposeAsync();
            throw;
        }
    }

    public Socket Connect() => UnixSockets.Connect(Path);

    public async ValueTask DisposeAsync()
    {
        await _child.DisposeAsync();
        File.Delete(Path);
    }
}
