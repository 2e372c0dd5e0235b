using System.Globalization;

namespace ParallelGen.EndToEnd;

/// <summary>Methods that end their workers and may be run again.</summary>
internal static partial class RepeatWork
{
    public const int Retries = 2;

    /// <summary>Notes that it runs, and ends its worker if it has not run so often yet.</summary>
    [RunOn(Model.ProcessPool, Pool = Work.Pool, CrashRetries = Retries)]
    internal static int HealCore(int number, string log, int deaths) => Run(number, log, deaths);

    [RunOn(Model.Process, Pool = Work.Pool, CrashRetries = Retries)]
    internal static int HealFreshCore(int number, string log, int deaths) => Run(number, log, deaths);

    /// <summary>The same, behind a few reports.</summary>
    [RunOn(Model.ProcessPool, Pool = Work.Pool, CrashRetries = Retries)]
    internal static int CountCore(int count, string log, IProgress<int> progress)
    {
        for (int i = 0; i < count; i++)
        {
            progress.Report(i);
        }

        return Run(count, log, deaths: 1);
    }

    /// <summary>How often it has run.</summary>
    public static int Runs(string log, int number) => Directory.EnumerateFiles(log, $"{number}.*").Count();

    private static int Run(int number, string log, int deaths)
    {
        int before = Runs(log, number);
        File.WriteAllText(Path.Combine(log, string.Create(CultureInfo.InvariantCulture, $"{number}.{before}")), "");
        if (before < deaths)
        {
            Environment.FailFast($"death {before} of {number}");
        }

        return number;
    }
}
