namespace ParallelGen.Tests.Processes;

/// <summary>A stream in which who writes much can be held, as in a pipe that nobody reads.</summary>
/// <remarks>
/// A full pipe does not hold anybody for certain: a signal, such as those of the garbage collector, ends a write that has moved some bytes, and the
/// next one finds the stream closed.
/// </remarks>
internal sealed class HoldableStream(Stream inner) : Stream
{
    private const int Much = 64 * 1024;
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when somebody is held.</summary>
    public Task Held => _held.Task;

    /// <summary>Holds who writes much until this completes.</summary>
    public Task? Until { get; set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (Until is { } end && buffer.Length > Much)
        {
            _held.TrySetResult();
            end.Wait();
        }

        inner.Write(buffer);
    }

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }
}
