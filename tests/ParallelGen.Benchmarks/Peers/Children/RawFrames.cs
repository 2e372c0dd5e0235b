using System.Buffers.Binary;
using System.Net.Sockets;

namespace ParallelGen.Benchmarks.Peers.Children;

/// <summary>The least that a protocol needs: four bytes of length before the bytes.</summary>
internal static class RawFrames
{
    public const int Header = sizeof(int);

    public static void SendAll(Socket socket, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[socket.Send(bytes)..];
        }
    }

    /// <summary>A whole frame into the buffer, its header included, in one system call if it comes at once; the buffer grows as needed.</summary>
    public static bool TryReceive(Socket socket, ref byte[] buffer, out int length)
    {
        length = 0;
        int received = 0;
        int wanted = Header;
        while (received < wanted)
        {
            int count = socket.Receive(buffer.AsSpan(received));
            if (count == 0)
            {
                return false;
            }

            received += count;
            if (wanted == Header && received >= Header)
            {
                length = BinaryPrimitives.ReadInt32LittleEndian(buffer);
                wanted = Header + length;
                Array.Resize(ref buffer, Math.Max(buffer.Length, wanted));
            }
        }

        return true;
    }
}
