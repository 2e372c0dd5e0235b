using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace ParallelGen.FaultTests;

/// <summary>Methods that print and read what belongs to the program: the conversation with the worker goes over other pipes.</summary>
public sealed partial class NoiseTests : FaultTest
{
    private const int Lines = 2000;

    /// <summary>Prints through the console and past it, and reads what is not there.</summary>
    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static int PrintCore(int call)
    {
        int read = 0;
        byte[] raw = Encoding.ASCII.GetBytes("past the console\n");
        for (int line = 0; line < Lines; line++)
        {
            // In two parts: others print at the same time.
            Console.Write($"<{call} ");
            Console.WriteLine($"{line}>");
            Console.Error.WriteLine($"[{call} {line}]");
            if (line % 100 == 0)
            {
                _ = write(1, raw, raw.Length);
                read += Console.In.ReadToEnd().Length + Console.OpenStandardInput().ReadByte() + 1;
            }
        }

        return read;
    }

    [LibraryImport("libc")]
    private static partial nint write(int descriptor, byte[] bytes, nint count);

    [Fact]
    public async Task L14_WorkersPrintMuchAndReadInput_ProtocolIsUnharmedAndLinesAreWhole()
    {
        TextWriter output = Console.Out;
        TextWriter errors = Console.Error;
        using var said = new StringWriter();
        Console.SetOut(said);
        Console.SetError(TextWriter.Null);
        try
        {
            int[] read = await PrintAll(Enumerable.Range(0, 8)).WithChunkSize(2).ToArrayAsync().InTime();
            Assert.Equal(new int[8], read);
            Assert.Equal(7, await Faults.EchoAsync(7).InTime());
            await Console.Out.FlushAsync();
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(errors);
        }

        ILookup<string, string> lines = said.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).ToLookup(static line => line.Split(' ')[0]);
        for (int call = 0; call < 8; call++)
        {
            string first = string.Create(CultureInfo.InvariantCulture, $"<{call}");
            Assert.Equal(Enumerable.Range(0, Lines).Select(line => $"{first} {line}>"), lines[first]);
        }

        Assert.Equal(8, lines.Count);
        Assert.Equal(0, ProcessPool.Get(Faults.Pool).GetSnapshot().Crashed);
    }
}
