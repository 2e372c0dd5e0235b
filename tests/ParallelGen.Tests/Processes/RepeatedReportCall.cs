using ParallelGen.CompilerServices;
using ParallelGen.Execution;
using ParallelGen.Processes;
using ParallelGen.Processes.Pool;
using ParallelGen.Processes.Protocol;
using ParallelGen.Wire;

namespace ParallelGen.Tests.Processes;

/// <summary>A method with a progress handler whose calls are run once more, if need be. Its input is the handler alone.</summary>
internal readonly struct RepeatedReportCall : IWireCall<IProgress<int>, int>
{
    public static CallInfo Info { get; } = new(typeof(RepeatedReportCall), 79, "RepeatedReportCall") { CrashRetries = 1 };

    /// <summary>A block of calls with one handler.</summary>
    public static WorkBlock Block(PoolScheduler pool, IItemSink<int> sink, IProgress<int> handler, int items)
    {
        var payload = new WireBuffer();
        int[] ends = new int[items];
        for (int item = 0; item < items; item++)
        {
            ItemEncoder.Append<RepeatedReportCall, IProgress<int>, int>(payload, handler);
            ends[item] = payload.Length;
        }

        return new WireBlock<RepeatedReportCall, IProgress<int>, int>(pool.Singles, CallContext.Capture(), Timeout.InfiniteTimeSpan, payload, ends, 0, sink)
        {
            Inputs = Enumerable.Repeat(handler, items).ToArray(),
        };
    }

    static ValueTask<int> ICall<IProgress<int>, int>.Invoke(IProgress<int> input, CancellationToken cancel) => new(0);

    static void IWireInput<IProgress<int>>.WriteInput(ref WireWriter writer, IProgress<int> input) { }

    static IProgress<int> IWireInput<IProgress<int>>.ReadInput(ref WireReader reader) => new Handler();

    static bool IWireInput<IProgress<int>>.WantsReports(IProgress<int> input) => true;

    static void IWireInput<IProgress<int>>.ReadReport(ref WireReader reader, IProgress<int> input) => input.Report(reader.ReadInt32());

    static void IWireCall<IProgress<int>, int>.WriteResult(ref WireWriter writer, int result) => writer.WriteInt32(result);

    static int IWireCall<IProgress<int>, int>.ReadResult(ref WireReader reader) => reader.ReadInt32();
}
