using System.Reflection;
using ParallelGen.Channels;
using ParallelGen.Processes.Protocol;
using ParallelGen.Wire;

namespace ParallelGen.Processes.Pool;

/// <content>What the worker is sent: calls in the order of their numbers, and frames that any thread may send in between.</content>
internal sealed partial class PoolWorker
{
    /// <summary>
    /// Sends the items of a block that were assigned to this worker, and lets go of its payload. Blocks while a large payload goes through the channel.
    /// </summary>
    /// <remarks>Calls reach the worker in the order of their numbers: one whose turn it is not yet is sent by whoever sends the one before it.</remarks>
    public void Send(in CallToSend send)
    {
        _scheduler.Pass();
        lock (_sending)
        {
            if (send.Call != _nextToSend)
            {
                _unsent.Add(send.Call, send);
                return;
            }

            CallToSend next = send;
            do
            {
                _nextToSend++;
                SendNow(next);
            }
            while (_unsent.Count > 0 && _unsent.Remove(_nextToSend, out next));
        }
    }

    private void SendNow(in CallToSend send)
    {
        WorkBlock block = send.Block;
        try
        {
            int assembly = Announce(block.Info.Assembly);
            block.Broadcast?.SendTo(this, _process!.Channel);
            _head.Clear();
            var writer = new WireWriter(_head);
            new CallHeader(assembly, block.Info.Id, block.Context, send.End - send.First, block.WantsReports, block.Broadcast?.Id ?? 0, block.IsWatched).Write(ref writer);
            writer.Flush();
            _process!.Channel.SendForLater(new FrameHeader((ushort)FrameKind.Call, Call: send.Call), _head.Written, block.Items(send.First, send.End));
        }
        catch (IOException)
        {
            // The worker died: the reader thread finds the block unbegun and gives it to another.
        }
        finally
        {
            block.ReleasePayload();
        }
    }

    /// <summary>
    /// Sends a frame without a body on the thread pool: a worker that is stopped would block the sender, and the sender may be the caller.
    /// </summary>
    public void SendLater(in FrameHeader header) => ThreadPool.UnsafeQueueUserWorkItem(
        static state => state.Worker.Send(state.Header), (Worker: this, Header: header), preferLocal: false);

    /// <summary>The same for several, in this order.</summary>
    public void SendLater(FrameHeader[] headers) => ThreadPool.UnsafeQueueUserWorkItem(
        static state => Array.ForEach(state.Headers, header => state.Worker.Send(header)), (Worker: this, Headers: headers), preferLocal: false);

    /// <summary>Sends a frame without a body; a worker that is gone needs none.</summary>
    public void Send(in FrameHeader header)
    {
        _scheduler.Pass();
        try
        {
            _process!.Channel.Send(header, default);
        }
        catch (IOException)
        {
            // The worker died: the reader thread takes it from there.
        }
    }

    /// <summary>The assembly that the worker was told under this number; null if none was.</summary>
    public Assembly? Announced(int number) => (uint)number < (uint)_numbered.Length ? _numbered[number] : null;

    private int Announce(Assembly assembly)
    {
        if (_announced.TryGetValue(assembly, out int number))
        {
            return number;
        }

        number = _announced.Count;
        // Before it is sent: the worker may answer before this goes on.
        _numbered = [.. _numbered, assembly];
        _process!.Channel.Send(FrameKind.Announce, Announcement.Of(number, assembly), static (ref WireWriter writer, Announcement value) => value.Write(ref writer));
        _announced.Add(assembly, number);
        return number;
    }
}
