using ParallelGen.Channels;
using ParallelGen.CompilerServices;
using ParallelGen.Processes.Protocol;
using ParallelGen.Wire;

namespace ParallelGen.Processes.Worker;

/// <summary>
/// Sends what a running item has for its caller before its result: reports, or the items of a sequence. Not more than a window's worth
/// is ever on its way: who has more waits until the caller has taken some.
/// </summary>
/// <param name="channel">To the parent.</param>
/// <param name="kind">What frames it sends.</param>
/// <param name="call">The call.</param>
/// <param name="item">The item within it.</param>
/// <param name="window">How many frames may be sent without credit.</param>
/// <param name="cancel">The item's token: a caller that has cancelled it wants nothing any more.</param>
internal sealed class ItemSender(FrameChannel channel, FrameKind kind, long call, int item, int window, CancellationToken cancel) : ReportSender
{
    /// <summary>No call sends that many: as good as no limit, with room for what else is credited.</summary>
    private const int NoLimit = int.MaxValue / 4;

    // The reader thread gives credit and must never wait for user code: no lock is held while a value is encoded or credit awaited.
    private readonly SemaphoreSlim _credit = new(window);
    private readonly Lock _sending = new();
    private bool _closed;

    /// <summary>Whether frames of this call and item are its own.</summary>
    public bool IsOf(in FrameHeader header) => header.Call == call && header.Item == item;

    /// <summary>So many more may be sent; 0 = any number.</summary>
    public void AddCredit(int count) => _credit.Release(count == 0 ? NoLimit : count);

    /// <summary>The item has ended: nothing is sent after this returns, and nobody waits.</summary>
    public void Close()
    {
        lock (_sending)
        {
            _closed = true;
        }

        _credit.Release(NoLimit);
    }

    internal override bool Send<T, TCodec>(T value)
    {
        using var buffer = new WireBuffer();
        var writer = new WireWriter(buffer);
        TCodec.Write(ref writer, value);
        writer.Flush();
        if (!TakeCredit())
        {
            return false;
        }

        lock (_sending)
        {
            return !_closed && TrySend(buffer);
        }
    }

    private bool TakeCredit()
    {
        try
        {
            _credit.Wait(cancel);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private bool TrySend(WireBuffer buffer)
    {
        try
        {
            channel.Send(new FrameHeader((ushort)kind, Item: item, Call: call), buffer.Written);
            return true;
        }
        catch (IOException)
        {
            // The parent is gone: nobody is left to hear this, and the reader thread is ending the process.
            return false;
        }
    }
}
