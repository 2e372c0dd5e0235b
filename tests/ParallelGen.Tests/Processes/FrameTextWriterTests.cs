using System.Globalization;
using System.Text;
using ParallelGen.Channels;
using ParallelGen.Processes.Protocol;
using ParallelGen.Processes.Worker;

namespace ParallelGen.Tests.Processes;

/// <summary>The console of a worker: whole lines, as frames.</summary>
public sealed class FrameTextWriterTests
{
    [Fact]
    public void Write_PiecesOfALine_TravelWhenTheLineEnds()
    {
        Assert.Equal(["one two\n"], Written(writer =>
        {
            writer.Write("one");
            writer.Write(' ');
            writer.Write(['t', 'w', 'o', '!'], 0, 3);
            writer.WriteLine();
        }));
    }

    [Fact]
    public void Write_SeveralLinesAtOnce_TravelTogetherAndTheRestWaits() =>
        Assert.Equal(["a\nb\n", "cd\n"], Written(writer =>
        {
            writer.Write("a\nb\nc");
            writer.Write("d\n");
        }));

    [Fact]
    public void WriteLine_ValuesAndFormats_AreText() =>
        Assert.Equal(["42\n", "1,5\n", "x=7\n", "\n"], Written(writer =>
        {
            writer.WriteLine(42);
            writer.WriteLine(1.5.ToString(CultureInfo.GetCultureInfo("de-DE")));
            writer.WriteLine("x={0}", 7);
            writer.WriteLine((string?)null);
        }));

    [Fact]
    public void FinishLine_UnfinishedLine_EndsIt() =>
        Assert.Equal(["half\n", "next\n"], Written(writer =>
        {
            writer.FinishLine();
            writer.Write("half");
            writer.FinishLine();
            writer.FinishLine();
            writer.WriteLine("next");
        }));

    [Fact]
    public void Write_EndlessLine_TravelsInBoundedPieces()
    {
        List<string> frames = Written(writer =>
        {
            for (int i = 0; i < 10; i++)
            {
                writer.Write(new string('x', 4000));
            }

            writer.Write(new string('y', 30_000));
        });
        Assert.Equal(70_000, Assert.Single(frames).Length);
    }

    [Fact]
    public async Task WriteLine_ManyThreads_LinesStayWhole()
    {
        using var pair = new PipePair();
        using var writer = new FrameTextWriter(pair.Worker, FrameTextWriter.Output);
        Task<List<string>> reading = Task.Run(() => ReadAll(pair.Parent));
        Parallel.For(0, 2000, i => writer.WriteLine($"line {i % 10} of several words"));
        pair.WorkerOutput.Dispose();
        string[] lines = string.Concat(await reading.WaitAsync(TimeSpan.FromSeconds(30))).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2000, lines.Length);
        Assert.All(lines, line => Assert.Matches("^line [0-9] of several words$", line));
    }

    [Fact]
    public void Write_ParentGone_IsHarmless()
    {
        using var pair = new PipePair();
        using var writer = new FrameTextWriter(pair.Worker, FrameTextWriter.Error);
        pair.Parent.Dispose();
        writer.WriteLine("nobody reads this");
        writer.Write("nor this");
        writer.FinishLine();
    }

    private static List<string> Written(Action<FrameTextWriter> write)
    {
        using var pair = new PipePair();
        using var writer = new FrameTextWriter(pair.Worker, FrameTextWriter.Error);
        Task<List<string>> reading = Task.Run(() => ReadAll(pair.Parent));
        write(writer);
        pair.WorkerOutput.Dispose();
        Assert.True(reading.Wait(TimeSpan.FromSeconds(30)));
        return reading.Result;
    }

    private static List<string> ReadAll(FrameChannel channel)
    {
        var texts = new List<string>();
        while (PipePair.ReadFrame(channel) is { } frame)
        {
            Assert.Equal((ushort)FrameKind.Output, frame.Header.Kind);
            Assert.InRange(frame.Header.Item, FrameTextWriter.Output, FrameTextWriter.Error);
            texts.Add(Encoding.UTF8.GetString(frame.Body));
        }

        return texts;
    }
}
