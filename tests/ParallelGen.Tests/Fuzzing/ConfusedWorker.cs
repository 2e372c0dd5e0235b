using ParallelGen.Channels;
using ParallelGen.Processes.Protocol;
using ParallelGen.Tests.Processes;
using ParallelGen.Wire;

namespace ParallelGen.Tests.Fuzzing;

/// <summary>A worker that answers as it should, but for some frames that are wrong. Once it was confused it ends, for its parent may wait for what it has left out.</summary>
internal sealed class ConfusedWorker(ScriptedWorker worker, int seed, Func<bool> isHonest)
{
    /// <summary>All but the one that is always welcome, whose text would go to the console of the tests.</summary>
    private static readonly FrameKind[] s_kinds = [.. Enum.GetValues<FrameKind>().Where(static kind => kind != FrameKind.Output)];

    private readonly Random _random = new(seed);

    public void Run()
    {
        while (true)
        {
            (FrameHeader header, byte[] body) = worker.Read();
            switch ((FrameKind)header.Kind)
            {
                case FrameKind.Quit:
                    worker.Exit(0);
                    return;
                case FrameKind.Call:
                    var reader = new WireReader(body);
                    CallHeader call = CallHeader.Read(ref reader);
                    List<(FrameHeader Header, byte[] Body)> frames = Answer(header.Call, call.Items, call.WantsReports);
                    if (!isHonest() && _random.Next(2) == 0)
                    {
                        Confuse(frames);
                        frames.ForEach(Send);
                        worker.Exit(3);
                        return;
                    }

                    frames.ForEach(Send);
                    break;
            }
        }
    }

    private static List<(FrameHeader Header, byte[] Body)> Answer(long call, int items, bool reports)
    {
        List<(FrameHeader, byte[])> frames = [(new FrameHeader((ushort)FrameKind.Begin, Call: call), [])];
        for (int item = 0; item < items; item++)
        {
            if (reports)
            {
                frames.Add((new FrameHeader((ushort)FrameKind.Report, Item: item, Call: call), BitConverter.GetBytes(item)));
            }

            if (item > 0 && item + 1 == items)
            {
                frames.Add((new FrameHeader((ushort)FrameKind.Took, Item: 100, Call: call), []));
            }

            ResultMarks marks = item + 1 < items ? ResultMarks.NextBegun : ResultMarks.CallEnded;
            frames.Add((new FrameHeader((ushort)FrameKind.Result, (ushort)marks, item, call), [(byte)ItemStatus.Succeeded, 7, 0, 0, 0]));
        }

        return frames;
    }

    private void Send((FrameHeader Header, byte[] Body) frame) => worker.Peer.Send(frame.Header, frame.Body);

    private void Confuse(List<(FrameHeader Header, byte[] Body)> frames)
    {
        for (int times = _random.Next(1, 4); times > 0; times--)
        {
            int at = _random.Next(frames.Count);
            (FrameHeader header, byte[] body) = frames[at];
            switch (_random.Next(9))
            {
                case 0:
                    frames.RemoveRange(at, frames.Count - at);
                    break;
                case 1:
                    frames.Insert(_random.Next(frames.Count + 1), (header, body));
                    break;
                case 2:
                    int other = _random.Next(frames.Count);
                    (frames[at], frames[other]) = (frames[other], frames[at]);
                    break;
                case 3:
                    frames[at] = (header with { Call = Near(header.Call) }, body);
                    break;
                case 4:
                    frames[at] = (header with { Item = (int)Near(header.Item) }, body);
                    break;
                case 5:
                    frames[at] = (header with { Flags = (ushort)Near(header.Flags) }, body);
                    break;
                case 6:
                    frames[at] = (header with { Kind = Kind() }, body);
                    break;
                case 7:
                    frames[at] = (header, Body());
                    break;
                default:
                    frames.Insert(at, (new FrameHeader(Kind(), (ushort)_random.Next(4), (int)Near(header.Item), Near(header.Call)), Body()));
                    break;
            }

            if (frames.Count == 0)
            {
                return;
            }
        }
    }

    /// <summary>Mostly one that there is.</summary>
    private ushort Kind() => _random.Next(10) == 0 ? (ushort)_random.Next(1000) : (ushort)s_kinds[_random.Next(s_kinds.Length)];

    private long Near(long number) => _random.Next(6) switch
    {
        0 => number + 1,
        1 => number - 1,
        2 => 0,
        3 => -number,
        4 => int.MaxValue,
        _ => _random.Next(8),
    };

    private byte[] Body()
    {
        byte[] body = new byte[_random.Next(12)];
        for (int i = 0; i < body.Length; i++)
        {
            body[i] = (byte)(_random.Next(3) == 0 ? _random.Next(256) : _random.Next(5));
        }

        return body;
    }
}
