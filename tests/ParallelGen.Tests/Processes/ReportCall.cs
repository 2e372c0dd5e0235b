using System.Diagnostics;
using ParallelGen.CompilerServices;

namespace ParallelGen.Tests.Processes;

/// <summary>A method with a progress handler, as the generator would describe it.</summary>
internal readonly struct ReportCall : IWireCall<(int Count, string Mode, IProgress<int>? Progress), int>
{
    public const ulong Id = 4;

    public const string Pool = "reports";

    private static readonly CallInfo s_info = new(typeof(ReportCall), Id, "Calls.Report") { Pool = Pool };

    private static IProgress<int>? s_kept;

    static CallInfo IAnnotatedMethod<(int Count, string Mode, IProgress<int>? Progress)>.Info => s_info;

    public static Task<int> RunAsync(int count, string mode, IProgress<int>? progress, CancellationToken cancel = default) =>
        ProcessPoolCalls.RunAsync<ReportCall, (int Count, string Mode, IProgress<int>? Progress), int>((count, mode, progress), cancel);

    public static Batch<int> All(IEnumerable<int> counts, string mode, IProgress<int>? progress) =>
        ProcessPoolCalls.Batch<ReportCall, (int Count, string Mode, IProgress<int>? Progress), int>(BatchInputs.From(counts, count => (count, mode, progress)));

    static ValueTask<int> ICall<(int Count, string Mode, IProgress<int>? Progress), int>.Invoke(
        (int Count, string Mode, IProgress<int>? Progress) input, CancellationToken cancel)
    {
        (int count, string mode, IProgress<int>? progress) = input;
        switch (mode)
        {
            case "plain":
                Report(progress, count);
                break;
            case "throw":
                Report(progress, count);
                throw new InvalidTimeZoneException("after the reports");
            case "crash":
                Report(progress, count);
                Process.GetCurrentProcess().Kill();
                break;
            case "threads":
                Parallel.For(0, 4, thread => Report(progress, count, thread * count));
                break;
            case "until cancelled":
                for (int i = 0; !cancel.IsCancellationRequested; i++)
                {
                    progress!.Report(i);
                }

                break;
            case "keep":
                s_kept = progress;
                break;
            case "use kept":
                s_kept!.Report(99);
                break;
            case "unwritable":
                try
                {
                    progress!.Report(PickyCodec.Unwritable);
                }
                catch (WireEncodingException)
                {
                    progress!.Report(7);
                }

                break;
            case "unreadable":
                progress!.Report(PickyCodec.Unreadable);
                cancel.WaitHandle.WaitOne();
                break;
            case "wait":
                Report(progress, count);
                cancel.WaitHandle.WaitOne();
                break;
        }

        return new(progress is null ? -1 : count);
    }

    static void IWireInput<(int Count, string Mode, IProgress<int>? Progress)>.WriteInput(
        ref WireWriter writer, (int Count, string Mode, IProgress<int>? Progress) input)
    {
        writer.WriteInt32(input.Count);
        writer.WriteString(input.Mode);
    }

    static (int Count, string Mode, IProgress<int>? Progress) IWireInput<(int Count, string Mode, IProgress<int>? Progress)>.ReadInput(ref WireReader reader) =>
        (reader.ReadInt32(), reader.ReadString()!, null);

    static bool IWireInput<(int Count, string Mode, IProgress<int>? Progress)>.WantsReports((int Count, string Mode, IProgress<int>? Progress) input) =>
        input.Progress is not null;

    static void IWireInput<(int Count, string Mode, IProgress<int>? Progress)>.SetReports(
        ref (int Count, string Mode, IProgress<int>? Progress) input, ReportSender reports) => input.Progress = reports.ToProgress<int, PickyCodec>();

    static void IWireInput<(int Count, string Mode, IProgress<int>? Progress)>.ReadReport(
        ref WireReader reader, (int Count, string Mode, IProgress<int>? Progress) input) => input.Progress!.Report(PickyCodec.Read(ref reader));

    static void IWireCall<(int Count, string Mode, IProgress<int>? Progress), int>.WriteResult(ref WireWriter writer, int result) => writer.WriteInt32(result);

    static int IWireCall<(int Count, string Mode, IProgress<int>? Progress), int>.ReadResult(ref WireReader reader) => reader.ReadInt32();

    private static void Report(IProgress<int>? progress, int count, int first = 0)
    {
        for (int i = 0; i < count; i++)
        {
            progress?.Report(first + i);
        }
    }
}
