using System.Text;

namespace ParallelGen.FaultTests;

/// <summary>Workers that print faster than the console takes it: results go the same way as lines, and must not wait behind all of them.</summary>
public sealed partial class FloodTests : FaultTest
{
    private const int Threads = 3;
    private const int Lines = 5000;
    private const int Items = 20_000;

    private protected override void Configure(ProcessPoolOptions options) => options.Workers = 1;

    /// <summary>Says when it has printed. All of it fits into the channel, whoever reads there.</summary>
    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static int PrintCore(string printed)
    {
        for (int line = 0; line < Lines; line++)
        {
            Console.WriteLine($"line {line}");
        }

        Sign.Give(printed);
        return Lines;
    }

    /// <summary>Leaves threads that print as long as the worker lives.</summary>
    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static int LeavePrintersCore()
    {
        for (int number = 0; number < Threads; number++)
        {
            string line = $"thread {number} prints and prints, whoever may read it";
            new Thread(() =>
            {
                while (true)
                {
                    Console.WriteLine(line);
                }
            }) { IsBackground = true }.Start();
        }

        return Threads;
    }

    [Fact]
    public async Task L14_LinesComeWhileTheConsoleIsBusy_TheyAreWrittenTogetherAndInOrder()
    {
        using var folder = new TempFolder();
        using var console = new SlowConsole { Until = folder.File("printed") };
        Assert.Equal(Lines, await PrintAsync(folder.File("printed")).InTime());
        Assert.Equal(string.Concat(Enumerable.Range(0, Lines).Select(static line => $"line {line}\n")), console.Text);

        // The first is written at once, and so may be what has come until the console is busy with it.
        Assert.InRange(console.Writes, 2, Lines / 50);
    }

    [Fact]
    public async Task L14_BackgroundThreadsPrintWithoutPause_BatchGoesOn()
    {
        using var console = new SlowConsole { Spins = 2000 };
        Assert.Equal(Threads, await LeavePrintersAsync().InTime());
        Assert.Equal(Enumerable.Range(0, Items), await Faults.EchoAll(Enumerable.Range(0, Items)).WithChunkSize(100).ToArrayAsync().InTime());
        Assert.NotEqual(0, console.Writes);
        await ProcessPool.Get(Faults.Pool).ShutdownAsync(cancelPending: true).InTime();
    }

    /// <summary>Takes the place of this process's console, and some time for each write.</summary>
    private sealed class SlowConsole : TextWriter
    {
        private readonly TextWriter _console = Console.Out;
        private readonly StringBuilder _text = new();

        public SlowConsole() => Console.SetOut(this);

        /// <summary>The sign until which the first write takes.</summary>
        public string? Until { get; init; }

        /// <summary>How long a write takes.</summary>
        public int Spins { get; init; }

        public int Writes { get; private set; }

        /// <summary>All of it, where the first write waits for a sign.</summary>
        public string Text => _text.ToString();

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(string? value)
        {
            Thread.SpinWait(Spins);
            Writes++;
            if (Until is not null)
            {
                _text.Append(value);
                Sign.Await(Until);
            }
        }

        protected override void Dispose(bool disposing)
        {
            Console.SetOut(_console);
            base.Dispose(disposing);
        }
    }
}
