using System.Diagnostics;
using ParallelGen.Channels;
using ParallelGen.CompilerServices;
using ParallelGen.Processes.Protocol;
using ParallelGen.Wire;

namespace ParallelGen.Processes.Worker;

/// <summary>Runs the items of a call, one after the other, and reports how each ended. Used by the call thread only.</summary>
internal sealed class CallExecutor(
    FrameChannel channel, LoadedAssemblies assemblies, CallCancellation cancellation, FrameTextWriter output, FrameTextWriter error)
{
    private readonly ExecutionContext _clean = ExecutionContext.Capture()
        ?? throw new InvalidOperationException("The execution context does not flow in this process.");

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

        RunItems(call, header, entry, ref reader);
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

    private void RunItems(long call, in CallHeader header, CallEntry entry, ref WireReader reader)
    {
        // Begun is recorded before the arguments are decoded: decoding runs user code, which may crash too.
        CancellationToken token = cancellation.BeginItem(0);
        channel.Send(new FrameHeader((ushort)FrameKind.Begin, Item: 0, Call: call), default);
        for (int item = 0; item < header.Items; item++)
        {
            using var buffer = new WireBuffer();
            ReadOnlySpan<byte> arguments = ReadItem(ref reader);
            if (CallThread.IsWanted(entry.Info))
            {
                RunOnItsThread(entry, header.Context, arguments.ToArray(), buffer, token);
            }
            else
            {
                Run(entry, header.Context, arguments, buffer, token);
            }

            output.FinishLine();
            error.FinishLine();

            bool more = item + 1 < header.Items && cancellation.IsWanted;
            if (more)
            {
                token = cancellation.BeginItem(item + 1);
            }

            ResultMarks marks = more ? ResultMarks.NextBegun : ResultMarks.CallEnded;
            channel.Send(new FrameHeader((ushort)FrameKind.Result, (ushort)marks, item, call), buffer.Written);
            if (!more)
            {
                return;
            }
        }
    }

    private static ReadOnlySpan<byte> ReadItem(ref WireReader reader)
    {
        int length = reader.ReadInt32();
        return length >= 0 ? reader.ReadBytes(length) : throw new WireFormatException($"An item announces {length} bytes.");
    }

    private void RunOnItsThread(CallEntry entry, CallContext context, byte[] arguments, WireBuffer buffer, CancellationToken token)
    {
        try
        {
            CallThread.Run(entry.Info, () => Run(entry, context, arguments, buffer, token));
        }
        catch (Exception e)
        {
            // The thread could not be had: the call has not run, and the next may be luckier.
            WriteFailure(buffer, ItemStatus.Faulted, e);
        }
    }

    private void Run(CallEntry entry, in CallContext context, ReadOnlySpan<byte> arguments, WireBuffer buffer, CancellationToken token)
    {
        try
        {
            // What an earlier call left in async locals must not reach this one.
            ExecutionContext.Restore(_clean);
            SynchronizationContext.SetSynchronizationContext(null);
            using Activity? activity = context.Enter(entry.Info.Name);
            var writer = new WireWriter(buffer);
            writer.WriteByte((byte)ItemStatus.Succeeded);
            var reader = new WireReader(arguments);
            entry.Execute(ref reader, ref writer, token);
            writer.Flush();
        }
        catch (Exception e)
        {
            WriteFailure(buffer, ItemStatus.Faulted, e);
        }
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
