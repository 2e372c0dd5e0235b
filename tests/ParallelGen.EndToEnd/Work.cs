using System.Formats.Asn1;
using System.Globalization;
using System.Runtime.InteropServices;

[assembly: ParallelGen.WireException(typeof(AsnContentException))]

namespace ParallelGen.EndToEnd;

/// <summary>The annotated methods that the tests call: well-behaved, failing, hanging and crashing ones.</summary>
public static partial class Work
{
    public const string Pool = "two";

    [RunOn(Model.ProcessPool, Pool = Pool)]
    internal static int SquareCore(int value) => value * value;

    /// <summary>Appends one line to the log, then dies if told to.</summary>
    [RunOn(Model.ProcessPool, Pool = Pool)]
    internal static int LogCore(int number, string log, int fatal)
    {
        File.AppendAllText(Path.Combine(log, $"{Environment.ProcessId}.txt"), number.ToString(CultureInfo.InvariantCulture) + "\n");
        if (number == fatal)
        {
            _ = Kill(Environment.ProcessId, 9);
        }

        return number;
    }

    [RunOn(Model.ProcessPool, Pool = Pool)]
    internal static int ExitCore(int code)
    {
        Environment.Exit(code);
        return code;
    }

    [RunOn(Model.ProcessPool, Pool = Pool)]
    internal static void FailFastCore(string message) => Environment.FailFast(message);

    [RunOn(Model.ProcessPool, Pool = Pool)]
    internal static int OverflowCore(int depth) => depth < 0 ? 0 : 1 + OverflowCore(depth + 1);

    [RunOn(Model.ProcessPool, Pool = Pool)]
    internal static unsafe int SegfaultCore(long address) => *(int*)address;

    [RunOn(Model.ProcessPool, Pool = Pool)]
    internal static int ThrowCore(string parameter) => throw new ArgumentException("The value is wrong.", parameter, new InvalidOperationException("inner cause"));

    /// <summary>Throws exceptions of this project, of a library, of a class that only this one can name, and of one that an attribute names.</summary>
    [RunOn(Model.ProcessPool, Pool = Pool)]
    internal static int RefuseCore(string which) => which switch
    {
        "own" => throw new RefusedException("No seats.", 7) { Seats = ["a", "b"] },
        "inner" => throw new InvalidOperationException("outer", new RefusedException("inner", 8)),
        "several" => throw new AggregateException(new RefusedException("a", 1), new RefusedException("b", 2)),
        "private" => throw new PrivateException("private"),
        "named" => throw new AsnContentException("cut off", new RefusedException("cause", 5)),
        "library" => throw new Apps.PlaceException("/here", new RefusedException("cause", 9)),
        _ => throw new ArgumentOutOfRangeException(nameof(which)),
    };

    private sealed class PrivateException(string message) : RefusedException(message, 0);

    [RunOn(Model.ProcessPool, Pool = Pool)]
    internal static int ProcessIdCore() => Environment.ProcessId;

    [RunOn(Model.ProcessPool, Pool = Pool)]
    internal static int WorkerIndexCore() => WorkerContext.WorkerIndex;

    /// <summary>Ignores its token.</summary>
    [RunOn(Model.ProcessPool, Pool = Pool)]
    internal static int SpinCore(string started)
    {
        File.WriteAllText(started, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        while (true)
        {
            Thread.SpinWait(1000);
        }
    }

    [RunOn(Model.ProcessPool, Pool = Pool)]
    internal static async Task<int> WaitForCancelCoreAsync(string started, CancellationToken cancel)
    {
        await File.WriteAllTextAsync(started, "", CancellationToken.None);
        await Task.Delay(Timeout.Infinite, cancel);
        return 0;
    }

    [RunOn(Model.ProcessPool, Pool = Pool, TimeoutMilliseconds = 300)]
    internal static async Task<int> LimitedCore(int milliseconds, CancellationToken cancel)
    {
        await Task.Delay(milliseconds, cancel);
        return milliseconds;
    }

    [RunOn(Model.ProcessPool, Pool = Pool)]
    internal static int PrintCore(int lines, string text)
    {
        for (int i = 0; i < lines; i++)
        {
            Console.WriteLine(text);
        }

        Console.Write("unfinished");
        return lines;
    }

    [RunOn(Model.ProcessPool, Pool = Pool)]
    internal static int FloodErrorCore(int bytes)
    {
        using Stream error = Console.OpenStandardError();
        byte[] line = [.. Enumerable.Repeat((byte)'x', 99), (byte)'\n'];
        for (int written = 0; written < bytes; written += line.Length)
        {
            error.Write(line);
        }

        return bytes;
    }

    [RunOn(Model.ProcessPool, Pool = Pool)]
    internal static string CultureCore() => $"{CultureInfo.CurrentCulture.Name}/{CultureInfo.CurrentUICulture.Name}/{1.5.ToString(CultureInfo.CurrentCulture)}";

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
