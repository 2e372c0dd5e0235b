using System.Text;
using ParallelGen.Channels;
using ParallelGen.Processes.Protocol;

namespace ParallelGen.Processes.Worker;

/// <summary>The console of a worker: sends whole lines to the parent, in order with everything else on the channel.</summary>
/// <remarks>Thread-safe. What has no line end yet waits for one, or for <see cref="FinishLine"/>, so that lines of different workers never mix.</remarks>
internal sealed class FrameTextWriter(FrameChannel channel, int stream) : TextWriter
{
    /// <summary>The item numbers of output frames.</summary>
    public const int Output = 1;
    public const int Error = 2;

    /// <summary>A line longer than this travels in pieces: memory stays bounded.</summary>
    private const int LongestPiece = 64 * 1024;

    private readonly Lock _gate = new();
    private readonly StringBuilder _line = new();
    private volatile bool _isOpen;

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (_gate)
        {
            int end = buffer.LastIndexOf('\n') + 1;
            if (end > 0)
            {
                Send(buffer[..end]);
            }

            _line.Append(buffer[end..]);
            _isOpen |= _line.Length > 0;
            if (_line.Length > LongestPiece)
            {
                Send([]);
            }
        }
    }

    public override void WriteLine(string? value) => WriteLine(value.AsSpan());

    public override void WriteLine(ReadOnlySpan<char> buffer)
    {
        lock (_gate)
        {
            Write(buffer);
            Write(CoreNewLine);
        }
    }

    /// <summary>Ends a line that was begun, at the end of a call: its text reaches the parent before the result does.</summary>
    public void FinishLine()
    {
        // What the call itself has written, this thread or one that it has waited for knows of.
        if (!_isOpen)
        {
            return;
        }

        lock (_gate)
        {
            if (_line.Length > 0)
            {
                Send("\n");
            }
        }
    }

    private void Send(ReadOnlySpan<char> rest)
    {
        string text = string.Concat(_line.ToString(), rest);
        _line.Clear();
        _isOpen = false;
        try
        {
            channel.Send(new FrameHeader((ushort)FrameKind.Output, Item: stream), Encoding.UTF8.GetBytes(text));
        }
        catch (IOException)
        {
            // The parent is gone: nobody is left to read this, and the reader thread is ending the process.
        }
    }
}
