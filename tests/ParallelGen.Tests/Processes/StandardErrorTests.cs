using System.IO.Pipes;
using System.Text;
using ParallelGen.Processes.Launching;

namespace ParallelGen.Tests.Processes;

/// <summary>What is kept of a worker's standard error, and what is passed on.</summary>
public sealed class StandardErrorTests
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public void Tail_LittleText_KeepsAllOfIt()
    {
        var tail = new StandardErrorTail();
        tail.Append("one\n"u8);
        tail.Append("two\n"u8);
        Assert.Equal("one\ntwo\n", tail.ToString());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(2048)]
    [InlineData(6144)]
    [InlineData(100_000)]
    public void Tail_MuchText_KeepsHeadAndTailWhateverThePieces(int piece)
    {
        byte[] bytes = [.. Enumerable.Range(0, 20_000).Select(i => (byte)('a' + (i % 26)))];
        var tail = new StandardErrorTail();
        for (int i = 0; i < bytes.Length; i += piece)
        {
            tail.Append(bytes.AsSpan(i, Math.Min(piece, bytes.Length - i)));
        }

        string expected = Encoding.UTF8.GetString(bytes, 0, 2048) + $"\n[… {bytes.Length - 8192} bytes left out …]\n" + Encoding.UTF8.GetString(bytes, bytes.Length - 6144, 6144);
        Assert.Equal(expected, tail.ToString());
    }

    [Fact]
    public void Tail_ExactlyFull_LeavesNothingOut()
    {
        var tail = new StandardErrorTail();
        tail.Append(new byte[8192]);
        Assert.Equal(8192, tail.ToString().Length);
        tail.Append("x"u8);
        Assert.Contains("1 bytes left out", tail.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Tail_Cleared_StartsAgain()
    {
        var tail = new StandardErrorTail();
        tail.Append(new byte[10_000]);
        tail.Clear();
        tail.Append("fresh"u8);
        Assert.Equal("fresh", tail.ToString());
    }

    [Fact]
    public void Pump_OrdinaryLines_AreForwardedAndKept()
    {
        (List<string> forwarded, string tail) = Pump("first\r\nsecond äöü\n\nlast without end");
        Assert.Equal(["first", "second äöü", "", "last without end"], forwarded);
        Assert.Equal("first\r\nsecond äöü\n\nlast without end", tail);
    }

    [Theory]
    [InlineData("Stack overflow.")]
    [InlineData("Process terminated. the reactor is hot")]
    [InlineData("Process terminated.")]
    [InlineData("Unhandled exception. System.InvalidOperationException: no")]
    [InlineData("Fatal error.")]
    [InlineData("Fatal error. 0xC0000005")]
    [InlineData("Out of memory.")]
    public void Pump_CrashDump_IsKeptFromItsHeadAndNotForwarded(string head)
    {
        (List<string> forwarded, string tail) = Pump($"before\n{head}\n   at Some.Method()\n");
        Assert.Equal(["before"], forwarded);
        Assert.Equal($"{head}\n   at Some.Method()\n", tail);
    }

    [Theory]
    [InlineData("Out of memory. Retrying")]
    [InlineData("log: Unhandled exception. x")]
    [InlineData("Stack overflow. is a web site")]
    public void Pump_LineThatOnlyResemblesACrash_IsForwarded(string line) => Assert.Equal([line, "next"], Pump($"{line}\nnext\n").Forwarded);

    [Fact]
    public void Pump_EndlessLine_TravelsInBoundedPieces()
    {
        (List<string> forwarded, _) = Pump(new string('x', 1_000_000));
        Assert.Equal(1_000_000, forwarded.Sum(piece => piece.Length));
        Assert.All(forwarded, piece => Assert.InRange(piece.Length, 1, 96 * 1024));
    }

    [Fact]
    public void Pump_PipeHeldOpen_WaitForEndGivesUp()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.In);
        using var writer = new AnonymousPipeClientStream(PipeDirection.Out, pipe.ClientSafePipeHandle);
        var pump = new StandardErrorPump(pipe, _ => { });
        Assert.False(pump.WaitForEnd(TimeSpan.FromMilliseconds(1)));
        writer.Dispose();
        Assert.True(pump.WaitForEnd(s_deadline));
    }

    private static (List<string> Forwarded, string Tail) Pump(string text)
    {
        var forwarded = new List<string>();
        var pump = new StandardErrorPump(new MemoryStream(Encoding.UTF8.GetBytes(text)), forwarded.Add);
        Assert.True(pump.WaitForEnd(s_deadline));
        return (forwarded, pump.Tail.ToString());
    }
}
