using System.Diagnostics;
using System.Runtime.CompilerServices;
using ParallelGen.CompilerServices;

namespace ParallelGen.Tests.Processes;

/// <summary>A method that returns a sequence, as the generator would describe it.</summary>
internal readonly struct RangeStream : IWireStreamCall<(string Mode, int Count, string? File, IProgress<int>? Progress), int>
{
    public const ulong Id = 6;

    public const string Pool = "streams";

    private static readonly CallInfo s_info = new(typeof(RangeStream), Id, "Calls.Range") { Pool = Pool };

    static CallInfo IAnnotatedMethod<(string Mode, int Count, string? File, IProgress<int>? Progress)>.Info => s_info;

    public static IAsyncEnumerable<int> Of(string mode, int count = 0, string? file = null, IProgress<int>? progress = null, CancellationToken cancel = default) =>
        ProcessPoolCalls.Stream<RangeStream, (string Mode, int Count, string? File, IProgress<int>? Progress), int>((mode, count, file, progress), cancel);

    static IAsyncEnumerable<int> IStreamCall<(string Mode, int Count, string? File, IProgress<int>? Progress), int>.Open(
        (string Mode, int Count, string? File, IProgress<int>? Progress) input, CancellationToken cancel) => input.Mode switch
        {
            "open" => throw new InvalidTimeZoneException("at open"),
            "async" => StreamItems.From(CountAsync(input.Count, cancel)),
            _ => StreamItems.From(Range(input)),
        };

    static void IWireInput<(string Mode, int Count, string? File, IProgress<int>? Progress)>.WriteInput(
        ref WireWriter writer, (string Mode, int Count, string? File, IProgress<int>? Progress) input)
    {
        writer.WriteString(input.Mode);
        writer.WriteInt32(input.Count);
        writer.WriteString(input.File);
    }

    static (string Mode, int Count, string? File, IProgress<int>? Progress) IWireInput<(string Mode, int Count, string? File, IProgress<int>? Progress)>.ReadInput(
        ref WireReader reader) => (reader.ReadString()!, reader.ReadInt32(), reader.ReadString(), null);

    static bool IWireInput<(string Mode, int Count, string? File, IProgress<int>? Progress)>.WantsReports(
        (string Mode, int Count, string? File, IProgress<int>? Progress) input) => input.Progress is not null;

    static void IWireInput<(string Mode, int Count, string? File, IProgress<int>? Progress)>.SetReports(
        ref (string Mode, int Count, string? File, IProgress<int>? Progress) input, ReportSender reports) => input.Progress = reports.ToProgress<int, PickyCodec>();

    static void IWireInput<(string Mode, int Count, string? File, IProgress<int>? Progress)>.ReadReport(
        ref WireReader reader, (string Mode, int Count, string? File, IProgress<int>? Progress) input) => input.Progress!.Report(PickyCodec.Read(ref reader));

    static void IWireStreamCall<(string Mode, int Count, string? File, IProgress<int>? Progress), int>.WriteItem(ref WireWriter writer, int item) =>
        PickyCodec.Write(ref writer, item);

    static int IWireStreamCall<(string Mode, int Count, string? File, IProgress<int>? Progress), int>.ReadItem(ref WireReader reader) => PickyCodec.Read(ref reader);

    private static IEnumerable<int> Range((string Mode, int Count, string? File, IProgress<int>? Progress) input)
    {
        try
        {
            for (int i = 0; i < input.Count; i++)
            {
                input.Progress?.Report(i);
                yield return i;
            }

            switch (input.Mode)
            {
                case "throw":
                    throw new InvalidTimeZoneException("after the items");
                case "crash":
                    Process.GetCurrentProcess().Kill();
                    break;
                case "unwritable":
                    yield return PickyCodec.Unwritable;
                    break;
                case "unreadable":
                    yield return PickyCodec.Unreadable;
                    break;
            }
        }
        finally
        {
            if (input.File is { } file)
            {
                File.WriteAllText(file, "left");
            }
        }
    }

    private static async IAsyncEnumerable<int> CountAsync(int count, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return i;
        }

        await Task.Delay(count == 0 ? Timeout.Infinite : 0, cancel);
    }
}
