using System.Diagnostics;
using System.Globalization;
using ParallelGen.Channels;
using ParallelGen.CompilerServices;
using ParallelGen.Processes.Protocol;
using ParallelGen.Wire;

namespace ParallelGen.Processes.Worker;

/// <summary>Runs the items of a call, one after the other, and reports how each ended. Used by the call thread only.</summary>
internal sealed class CallExecutor(
    FrameChannel channel, LoadedAssemblies assemblies, CallCancellation cancellation, FrameTextWriter output, FrameTextWriter error)
{
    /// <summary>A buffer that has held a large result is not kept for the next call.</summary>
    private const int MostKept = 1 << 20;

    private readonly ReceivedBroadcasts _broadcasts = new();

    /// <summary>Of the item that has just ended.</summary>
    private readonly WireBuffer _result = new();

    // Of the running item; the reader thread looks at them when credit comes.
    private volatile ItemSender? _reports;
    private volatile ItemSender? _items;

    private readonly ExecutionContext _clean = ExecutionContext.Capture()
        ?? throw new InvalidOperationException("The execution context does not flow in this process.");

    // What the last item was given, and the default cultures then: while all three are still the same objects, the next one of the call finds nothing else.
    private ExecutionContext? _entered;
    private CultureInfo? _culture;
    private CultureInfo? _uiCulture;

    /// <summary>Executes one call frame.</summary>
    /// <exception cref="IOException">The parent is gone.</exception>
    /// <exception cref="WireFormatException">The frame itself is malformed.</exception>
    public void Execute(long call, ReadOnlySpan<byte> body)
    {
        var reader = new WireReader(body);
        CallHeader header = CallHeader.Read(ref reader);
        CallEntry? entry = assemblies.Find(header.Assembly, header.Method, out Exception? refusal);
        if (!cancellation.TryBegin(call))
        {
            channel.Send(new FrameHeader((ushort)FrameKind.End, Call: call), default);
            return;
        }

        if (entry is null)
        {
            Refuse(call, header.Items, refusal!);
            return;
        }

        RunItems(call, header, entry, _broadcasts.Find(header.Broadcast), ref reader);
    }

    /// <summary>Keeps broadcast values for the calls that name them.</summary>
    public void Keep(long id, WireBuffer encoded) => _broadcasts.Add(id, encoded);

    /// <summary>No further call names these broadcast values.</summary>
    public void Forget(long id) => _broadcasts.Forget(id);

    /// <summary>The caller can take more of what the running item sends. For the reader thread; credit for an item that has ended means nothing.</summary>
    public void AddCredit(in FrameHeader header)
    {
        ItemSender? sender = header.Kind == (ushort)FrameKind.ReportCredit ? _reports : _items;
        if (sender is not null && sender.IsOf(header))
        {
            sender.AddCredit(header.Flags);
        }
    }

    private void Refuse(long call, int items, Exception refusal)
    {
        using var buffer = new WireBuffer();
        for (int item = 0; item < items; item++)
        {
            WriteFailure(buffer, ItemStatus.Refused, refusal);
            ResultMarks marks = item == items - 1 ? ResultMarks.CallEnded : ResultMarks.None;
            channel.Send(new FrameHeader((ushort)FrameKind.Result, (ushort)marks, item, call), buffer.Written);
        }
    }

    private void RunItems(long call, in CallHeader header, CallEntry entry, ReceivedBroadcast? broadcast, ref WireReader reader)
    {
        long start = Stopwatch.GetTimestamp();

        // Who sends something before the result waits for credit, and stops waiting when nobody wants it any more.
        bool isCancellable = entry.Info.IsCancellable || entry.IsStream || header.WantsReports;
        _entered = null;
        // Begun is recorded before the arguments are decoded: decoding runs user code, which may crash too.
        CancellationToken token = cancellation.BeginItem(0, isCancellable);
        Mark(new FrameHeader((ushort)FrameKind.Begin, Item: 0, Call: call), default, header.IsWatched);
        for (int item = 0; item < header.Items; item++)
        {
            ReadOnlySpan<byte> arguments = ReadItem(ref reader);
            _result.Length = 0;
            RunItem(call, item, header, entry, broadcast, arguments, token);
            output.FinishLine();
            error.FinishLine();
            bool more = item + 1 < header.Items && cancellation.IsWanted;
            if (more)
            {
                token = cancellation.BeginItem(item + 1, isCancellable);
            }

            if (!more && item > 0)
            {
                int microseconds = (int)Math.Min(Stopwatch.GetElapsedTime(start).TotalMicroseconds, int.MaxValue);
                channel.SendQuietly(new FrameHeader((ushort)FrameKind.Took, Item: microseconds, Call: call), default);
            }

            ResultMarks marks = more ? ResultMarks.NextBegun : ResultMarks.CallEnded;
            Mark(new FrameHeader((ushort)FrameKind.Result, (ushort)marks, item, call), _result.Written, rings: !more);
            if (!more)
            {
                break;
            }
        }

        if (_result.Array.Length > MostKept)
        {
            _result.Dispose();
        }
    }

    /// <summary>
    /// What the parent need not hear at once is there for it to see, now that it is written, whatever happens to this process: it looks
    /// now and then while a call runs.
    /// </summary>
    private void Mark(in FrameHeader header, ReadOnlySpan<byte> body, bool rings)
    {
        if (rings)
        {
            channel.Send(header, body);
        }
        else
        {
            channel.SendQuietly(header, body);
        }
    }

    private void RunItem(
        long call, int item, in CallHeader header, CallEntry entry, ReceivedBroadcast? broadcast, ReadOnlySpan<byte> arguments, CancellationToken token)
    {
        if (!header.WantsReports && !entry.IsStream && !CallThread.IsWanted(entry.Info))
        {
            Run(entry, header.Context, arguments, _result, new CallExtras(broadcast, null, null), token);
            return;
        }

        _reports = header.WantsReports ? new ItemSender(channel, FrameKind.Report, call, item, WireProtocol.ReportWindow, token) : null;
        _items = entry.IsStream ? new ItemSender(channel, FrameKind.Item, call, item, WireProtocol.ItemWindow, token) : null;
        var extras = new CallExtras(broadcast, _reports, _items);
        if (CallThread.IsWanted(entry.Info))
        {
            RunOnItsThread(entry, header.Context, arguments.ToArray(), _result, extras, token);
        }
        else
        {
            Run(entry, header.Context, arguments, _result, extras, token);
        }

        _reports?.Close();
        _items?.Close();
    }

    private static ReadOnlySpan<byte> ReadItem(ref WireReader reader)
    {
        int length = reader.ReadInt32();
        return length >= 0 ? reader.ReadBytes(length) : throw new WireFormatException($"An item announces {length} bytes.");
    }

    private void RunOnItsThread(CallEntry entry, CallContext context, byte[] arguments, WireBuffer buffer, CallExtras extras, CancellationToken token)
    {
        try
        {
            CallThread.Run(entry.Info, () => Run(entry, context, arguments, buffer, extras, token));
        }
        catch (Exception e)
        {
            // The thread could not be had: the call has not run, and the next may be luckier.
            WriteFailure(buffer, ItemStatus.Faulted, e);
        }
    }

    private void Run(CallEntry entry, in CallContext context, ReadOnlySpan<byte> arguments, WireBuffer buffer, in CallExtras extras, CancellationToken token)
    {
        try
        {
            using Activity? activity = Enter(context, entry.Info.Name);
            var writer = new WireWriter(buffer);
            writer.WriteByte((byte)ItemStatus.Succeeded);
            var reader = new WireReader(arguments);
            entry.Execute(ref reader, ref writer, extras, token);
            writer.Flush();
        }
        catch (Exception e)
        {
            WriteFailure(buffer, ItemStatus.Faulted, e);
        }
    }

    /// <summary>What an earlier item left in async locals, culture included, must not reach this one.</summary>
    private Activity? Enter(in CallContext context, string operation)
    {
        if (SynchronizationContext.Current is not null)
        {
            SynchronizationContext.SetSynchronizationContext(null);
        }

        // A thread's culture is an async local too, or else the default one.
        if (ReferenceEquals(ExecutionContext.Capture(), _entered)
            && ReferenceEquals(CultureInfo.DefaultThreadCurrentCulture, _culture) && ReferenceEquals(CultureInfo.DefaultThreadCurrentUICulture, _uiCulture))
        {
            // Nothing was left, and nothing else is to be there.
            return null;
        }

        ExecutionContext.Restore(_clean);
        Activity? activity = context.Enter(operation);
        _entered = activity is null ? ExecutionContext.Capture() : null;
        (_culture, _uiCulture) = (CultureInfo.DefaultThreadCurrentCulture, CultureInfo.DefaultThreadCurrentUICulture);
        return activity;
    }

    private static void WriteFailure(WireBuffer buffer, ItemStatus status, Exception error)
    {
        buffer.Length = 0;
        var writer = new WireWriter(buffer);
        writer.WriteByte((byte)status);
        ExceptionCodec.Write(ref writer, error);
        writer.Flush();
    }
}
