using System.Net.Sockets;

namespace ParallelGen.Benchmarks.Peers.Children;

/// <summary>One connection over a Unix socket, seen from its two ends.</summary>
internal static class UnixSockets
{
    /// <summary>A path that is free and short enough for an address.</summary>
    public static string NewPath() => Path.Combine(Path.GetTempPath(), $"peers-{Guid.NewGuid():n}.socket");

    public static Socket Connect(string path)
    {
        Socket socket = New();
        socket.Connect(new UnixDomainSocketEndPoint(path));
        return socket;
    }

    /// <summary>Listens at once, and serves the one who connects on a thread of its own.</summary>
    public static void Serve(string path, Action<Socket> serve)
    {
        Socket listener = New();
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen(1);
        new Thread(() => serve(listener.Accept())) { IsBackground = true, Name = "connection" }.Start();
    }

    private static Socket New() => new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
}
