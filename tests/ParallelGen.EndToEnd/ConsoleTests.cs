using System.Text;

namespace ParallelGen.EndToEnd;

/// <summary>What workers print reaches this process's console, whole lines, before the result.</summary>
[Collection(nameof(ConsoleTests))]
public sealed class ConsoleTests
{
    [Fact]
    public async Task Call_Prints_WholeLinesArriveBeforeTheResult()
    {
        using var console = new ConsoleCapture();
        string text = $"line {Guid.NewGuid()} äöü 漢字 😀";
        int[] printed = await Work.PrintAll(Enumerable.Repeat((500, text), 4)).ToArrayAsync().InTime();
        string[] lines = console.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal([500, 500, 500, 500], printed);
        Assert.Equal(2000, lines.Count(line => line == text));
        Assert.Equal(4, lines.Count(line => line == "unfinished"));
    }

    [Fact]
    public async Task Call_FloodsStandardError_ChannelIsUndisturbed()
    {
        using var console = new ConsoleCapture();
        Assert.Equal(10_000_000, await Work.FloodErrorAsync(10_000_000).InTime());
        Assert.Equal(25, await Work.SquareAsync(5).InTime());
    }

    private sealed class ConsoleCapture : IDisposable
    {
        private readonly TextWriter _output = Console.Out;
        private readonly TextWriter _error = Console.Error;
        private readonly StringWriter _text = new(new StringBuilder());

        public ConsoleCapture()
        {
            Console.SetOut(_text);
            Console.SetError(TextWriter.Null);
        }

        public string Text
        {
            get
            {
                Console.Out.Flush();
                return _text.ToString();
            }
        }

        public void Dispose()
        {
            Console.SetOut(_output);
            Console.SetError(_error);
        }
    }
}
