using System.Text;

namespace ParallelGen.Processes.Launching;

/// <summary>
/// Drains a worker's standard error, whatever comes: a full pipe would stop the worker. Keeps head and tail, and forwards ordinary
/// lines; a crash dump is kept, not forwarded, for it arrives with the exception.
/// </summary>
internal sealed class StandardErrorPump
{
    private const int LongestLine = 64 * 1024;

    private readonly Stream _source;
    private readonly Action<string> _forward;
    private readonly MemoryStream _line = new();
    private readonly ManualResetEventSlim _ended = new();
    private volatile bool _crashing;

    public StandardErrorPump(Stream source, Action<string> forward)
    {
        (_source, _forward) = (source, forward);
        new Thread(Run, maxStackSize: 256 * 1024) { IsBackground = true, Name = "ParallelGen stderr" }.Start();
    }

    public StandardErrorTail Tail { get; } = new();

    /// <summary>Whether a crash dump has begun.</summary>
    public bool HasCrashText => _crashing;

    /// <summary>
    /// Waits until everything was read, but not longer than <paramref name="limit"/>: a child of the worker may hold the pipe open
    /// for as long as it lives.
    /// </summary>
    public bool WaitForEnd(TimeSpan limit) => _ended.Wait(limit);

    private void Run()
    {
        byte[] buffer = new byte[16 * 1024];
        try
        {
            int count;
            while ((count = _source.Read(buffer)) > 0)
            {
                Split(buffer.AsSpan(0, count));
            }

            EndLine();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The pipe broke with its process: its end.
        }
        finally
        {
            _ended.Set();
            // Process leaves a stream that was handed out to its finalizer: a descriptor for each worker that ever was.
            _source.Dispose();
        }
    }

    private void Split(ReadOnlySpan<byte> bytes)
    {
        while (bytes.IndexOf((byte)'\n') is var end and >= 0)
        {
            _line.Write(bytes[..(end + 1)]);
            EndLine();
            bytes = bytes[(end + 1)..];
        }

        _line.Write(bytes);
        if (_line.Length > LongestLine)
        {
            EndLine();
        }
    }

    private void EndLine()
    {
        if (_line.Length == 0)
        {
            return;
        }

        ReadOnlySpan<byte> bytes = _line.GetBuffer().AsSpan(0, (int)_line.Length);
        string text = Encoding.UTF8.GetString(bytes).TrimEnd('\r', '\n');
        if (!_crashing && CrashText.Begins(text))
        {
            // What the process wrote in better days must not take the place of the crash's own head.
            _crashing = true;
            Tail.Clear();
        }

        Tail.Append(bytes);
        _line.SetLength(0);
        if (!_crashing)
        {
            _forward(text);
        }
    }
}
