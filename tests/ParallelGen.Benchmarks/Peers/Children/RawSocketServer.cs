using System.Net.Sockets;

namespace ParallelGen.Benchmarks.Peers.Children;

/// <summary>Sends back what it gets: length, then bytes, blocking.</summary>
internal static class RawSocketServer
{
    public static void Start(string path) => UnixSockets.Serve(path, Serve);

    private static void Serve(Socket socket)
    {
        byte[] buffer = new byte[64];
        while (RawFrames.TryReceive(socket, ref buffer, out int length))
        {
            RawFrames.SendAll(socket, buffer.AsSpan(0, RawFrames.Header + length));
        }
    }
}
