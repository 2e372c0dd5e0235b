using System.Text;
using ParallelGen.Processes.Launching;

namespace ParallelGen.Processes.Pool;

/// <summary>Lines that a worker has printed: those that come together are written together, for the console takes much longer for a line than the worker does.</summary>
/// <remarks>Else a worker that prints without pause would fill its channel with lines, and each of its results would wait behind all of them. Needs the read lease.</remarks>
internal sealed class PrintedLines
{
    /// <summary>A worker that goes on and on is heard all the same.</summary>
    private const int Most = 64 * 1024;

    private readonly MemoryStream _text = new();
    private int _stream;

    /// <summary>Whether there is something to write.</summary>
    public bool IsAny { get; private set; }

    /// <summary>Adds whole lines of one of the two streams. Lines of both are written in the order in which they come.</summary>
    public void Add(int stream, ReadOnlySpan<byte> text)
    {
        if (stream != _stream)
        {
            Write();
            _stream = stream;
        }

        _text.Write(text);
        IsAny = true;
        if (_text.Length >= Most)
        {
            Write();
        }
    }

    /// <summary>Something else has come, or nothing for now.</summary>
    public void Write()
    {
        if (IsAny)
        {
            string text = Encoding.UTF8.GetString(_text.GetBuffer(), 0, (int)_text.Length);
            _text.SetLength(0);
            IsAny = false;
            WorkerConsole.Write(_stream, text);
        }
    }
}
