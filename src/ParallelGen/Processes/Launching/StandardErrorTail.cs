using System.Text;

namespace ParallelGen.Processes.Launching;

/// <summary>The first 2 KiB and the last 6 KiB of a stream: a stack overflow names itself at the head, other crashes at the end. Thread-safe.</summary>
internal sealed class StandardErrorTail
{
    private const int HeadSize = 2 * 1024;
    private const int TailSize = 6 * 1024;

    private readonly Lock _gate = new();
    private readonly byte[] _head = new byte[HeadSize];
    private readonly byte[] _tail = new byte[TailSize];
    private int _headLength;
    private int _tailLength;
    private long _leftOut;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            int intoHead = Math.Min(HeadSize - _headLength, bytes.Length);
            bytes[..intoHead].CopyTo(_head.AsSpan(_headLength));
            _headLength += intoHead;
            bytes = bytes[intoHead..];

            int surplus = Math.Max(0, _tailLength + bytes.Length - TailSize);
            int forgotten = Math.Min(surplus, _tailLength);
            _tail.AsSpan(forgotten, _tailLength - forgotten).CopyTo(_tail);
            _tailLength -= forgotten;
            bytes = bytes[(surplus - forgotten)..];
            bytes.CopyTo(_tail.AsSpan(_tailLength));
            _tailLength += bytes.Length;
            _leftOut += surplus;
        }
    }

    /// <summary>Forgets everything so far.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            (_headLength, _tailLength, _leftOut) = (0, 0, 0);
        }
    }

    /// <summary>The text, with a note where the middle was left out.</summary>
    public override string ToString()
    {
        lock (_gate)
        {
            if (_leftOut == 0)
            {
                return Encoding.UTF8.GetString([.. _head.AsSpan(0, _headLength), .. _tail.AsSpan(0, _tailLength)]);
            }

            string head = Encoding.UTF8.GetString(_head, 0, _headLength);
            string tail = Encoding.UTF8.GetString(_tail, 0, _tailLength);
            return $"{head}\n[… {_leftOut} bytes left out …]\n{tail}";
        }
    }
}
