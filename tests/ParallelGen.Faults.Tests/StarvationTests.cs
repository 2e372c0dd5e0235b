using System.Runtime.InteropServices;

namespace ParallelGen.FaultTests;

/// <summary>A program that may open no more files: it is told so, for as long as it is so.</summary>
public sealed partial class StarvationTests : FaultTest
{
    private const int OpenFiles = 7;

    /// <summary>More than a worker takes.</summary>
    private const int Most = 40;

    private protected override void Configure(ProcessPoolOptions options) => options.Workers = 1;

    /// <summary>A program of its own with a pool of its own, that has so many descriptors left when it calls. What came of it, and of the next call with all of them.</summary>
    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static async Task<(string[] Came, int Afterwards)> StarveCore()
    {
        ProcessPool.Configure(Faults.Pool, static options => options.Workers = 1);
        // What is loaded when it is first needed, the way of errors included, is open from here on.
        await TryAsync();
        ProcessPool.Configure(Faults.Pool, static options => (options.Workers, options.WorkingDirectory) = (1, "/no/such/folder"));
        await TryAsync();
        ProcessPool.Configure(Faults.Pool, static options => (options.Workers, options.WorkingDirectory) = (1, null));

        var came = new List<string>();
        do
        {
            var before = default(Limit);
            _ = getrlimit(OpenFiles, ref before);
            Limit low = before with { Soft = LimitFor(came.Count) };
            _ = setrlimit(OpenFiles, low);
            string answer = await TryAsync();
            _ = setrlimit(OpenFiles, before);
            came.Add(answer);
        }
        while (came[^1].Length > 0 && came.Count < Most);
        return ([.. came], await Faults.EchoAsync(7));
    }

    [LibraryImport("libc")]
    private static partial int getrlimit(int resource, ref Limit limit);

    [LibraryImport("libc")]
    private static partial int setrlimit(int resource, in Limit limit);

    [Fact]
    public async Task L06_NoDescriptorsLeft_CallsFailWithTheReasonUntilThereAreEnough()
    {
        (string[] came, int afterwards) = await StarveAsync().InTime();
        Assert.All(came[..^1], answer => Assert.Contains("open files", answer, StringComparison.OrdinalIgnoreCase));
        Assert.InRange(came.Length, 5, Most - 1);
        Assert.Equal("", came[^1]);
        Assert.Equal(7, afterwards);
    }

    /// <summary>Starts a worker, and has none afterwards. The empty text: it worked.</summary>
    private static async Task<string> TryAsync()
    {
        try
        {
            await Faults.EchoAsync(7).InTime();
            return "";
        }
        catch (WorkerStartException e)
        {
            return e.Message;
        }
        finally
        {
            await ProcessPool.Get(Faults.Pool).ShutdownAsync(cancelPending: true).InTime();
            ProcessPool.Reset(Faults.Pool);
        }
    }

    /// <summary>The number that a descriptor would get if so many others were opened before: no number from there on is given.</summary>
    private static nuint LimitFor(int free)
    {
        uint number = 0;
        for (int found = 0; found <= free; number++)
        {
            if (new FileInfo($"/proc/self/fd/{number}").LinkTarget is null)
            {
                found++;
            }
        }

        return number - 1;
    }

    [StructLayout(LayoutKind.Sequential)]
    private record struct Limit(nuint Soft, nuint Hard);
}
