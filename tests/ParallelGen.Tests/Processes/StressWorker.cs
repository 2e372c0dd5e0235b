using System.Collections.Concurrent;
using ParallelGen.Channels;
using ParallelGen.Processes.Protocol;

namespace ParallelGen.Tests.Processes;

/// <summary>A scripted worker that behaves like a real one, except that it dies at random points, is slow at times, and checks its parent.</summary>
internal sealed class StressWorker(ScriptedWorker worker, StressRecord record, int seed)
{
    public const int CrashCode = 77;

    private readonly Random _random = new(seed);
    private readonly BlockingCollection<(FrameHeader Header, byte[] Body)> _calls = [];
    private readonly ConcurrentDictionary<long, int> _cancelled = new();
    private readonly ConcurrentDictionary<long, int> _blockOf = new();
    private int _given;

    /// <summary>Reads frames, as the main thread of a worker does; calls run on another.</summary>
    public void Run()
    {
        if (_random.Next(60) == 0)
        {
            worker.Exit(CrashCode);
            return;
        }

        worker.SayHello();
        new Thread(RunCalls) { IsBackground = true }.Start();
        try
        {
            while (true)
            {
                (FrameHeader header, byte[] body) = worker.Read();
                Handle(header, body);
            }
        }
        finally
        {
            _calls.CompleteAdding();
            worker.Exit(CrashCode);
        }
    }

    private void Handle(FrameHeader header, byte[] body)
    {
        switch ((FrameKind)header.Kind)
        {
            case FrameKind.Call:
                int[] names = StressBlock.Read(body);
                _blockOf[header.Call] = names[0] / 100;
                _given += names.Length;
                if (_given > record.MostItems)
                {
                    record.Violations.Enqueue($"a worker was given {_given} items, {record.MostItems} at most");
                }

                _calls.Add((header, body));
                break;
            case FrameKind.Cancel when header.Item == WireProtocol.WholeCall:
                _cancelled[header.Call] = 0;
                if (_blockOf.TryGetValue(header.Call, out int block) && !record.CancelsAll && !record.Withdrawn.ContainsKey(block))
                {
                    record.Violations.Enqueue($"call {header.Call} of block {block} was cancelled, which nobody withdrew");
                }

                break;
            case FrameKind.Quit:
                worker.Exit(0);
                break;
        }
    }

    private void RunCalls()
    {
        long last = 0;
        try
        {
            foreach ((FrameHeader header, byte[] body) in _calls.GetConsumingEnumerable())
            {
                if (header.Call != ++last)
                {
                    record.Violations.Enqueue($"call {header.Call} came after {last - 1}");
                }

                Execute(header.Call, StressBlock.Read(body));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The end of the conversation, of either side's doing.
        }
        catch (Exception e)
        {
            record.Violations.Enqueue(e.ToString());
        }
    }

    private void Execute(long call, int[] names)
    {
        DieAtTimes(40, name: null);
        if (_cancelled.ContainsKey(call))
        {
            worker.Send(FrameKind.End, call: call);
            return;
        }

        worker.Begin(call);
        NoteBegun(names[0]);
        for (int item = 0; item < names.Length; item++)
        {
            DieAtTimes(60, names[item]);
            Work();
            bool more = item + 1 < names.Length && !_cancelled.ContainsKey(call);
            worker.Answer(call, names[item], item, more ? ResultMarks.NextBegun : ResultMarks.CallEnded);
            if (!more)
            {
                return;
            }

            NoteBegun(names[item + 1]);
        }
    }

    /// <summary>The mark is sent before the item runs: one that cannot be sent any more is none.</summary>
    private void NoteBegun(int name) => record.Begun.AddOrUpdate(name, 1, static (_, count) => count + 1);

    private void Work()
    {
        switch (_random.Next(100))
        {
            case 0:
                // Past every time limit and grace that is set; the item ignores its token.
                worker.Killed.Wait(TimeSpan.FromMilliseconds(30));
                break;
            case < 30:
                Thread.SpinWait(_random.Next(500));
                break;
        }
    }

    private void DieAtTimes(int oneIn, int? name)
    {
        if (_random.Next(oneIn) != 0)
        {
            return;
        }

        if (name is { } crashed)
        {
            record.Crashed.TryAdd(crashed, 0);
        }

        worker.Exit(CrashCode);
        throw new IOException("This worker has died.");
    }
}
