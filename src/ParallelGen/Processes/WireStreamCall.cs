using System.Diagnostics;
using ParallelGen.CompilerServices;
using ParallelGen.Execution.Streams;
using ParallelGen.Processes.Pool;

namespace ParallelGen.Processes;

/// <summary>
/// A method that returns a sequence, in the shape of a call whose arguments cross and that has no result: its items go ahead of it, as
/// reports do.
/// </summary>
[StackTraceHidden] // a remote stack trace is about the user's method
internal readonly struct WireStreamCall<TCall, TInput, TItem> : IWireCall<StreamInput<TInput, TItem>, ValueTuple>
    where TCall : struct, IWireStreamCall<TInput, TItem>
{
    public static CallInfo Info => TCall.Info;

    public static bool HasBroadcast => TCall.HasBroadcast;

    static bool IWireCall<StreamInput<TInput, TItem>, ValueTuple>.IsStream => true;

    public static object? ExclusiveKey(StreamInput<TInput, TItem> input) => TCall.ExclusiveKey(input.Input);

    public static ValueTask<ValueTuple> Invoke(StreamInput<TInput, TItem> input, CancellationToken cancel) =>
        StreamCall<TCall, TInput, TItem>.Invoke(input, cancel);

    public static void WriteInput(ref WireWriter writer, StreamInput<TInput, TItem> input) => TCall.WriteInput(ref writer, input.Input);

    /// <summary>The writer is still missing, as a broadcast value would be.</summary>
    public static StreamInput<TInput, TItem> ReadInput(ref WireReader reader) => new(TCall.ReadInput(ref reader), null!);

    public static void WriteBroadcast(ref WireWriter writer, StreamInput<TInput, TItem> input) => TCall.WriteBroadcast(ref writer, input.Input);

    public static object? ReadBroadcast(ref WireReader reader) => TCall.ReadBroadcast(ref reader);

    public static void SetBroadcast(ref StreamInput<TInput, TItem> input, object? broadcast)
    {
        TInput own = input.Input;
        TCall.SetBroadcast(ref own, broadcast);
        input = input with { Input = own };
    }

    public static bool WantsReports(StreamInput<TInput, TItem> input) => TCall.WantsReports(input.Input);

    public static void SetReports(ref StreamInput<TInput, TItem> input, ReportSender reports)
    {
        TInput own = input.Input;
        TCall.SetReports(ref own, reports);
        input = input with { Input = own };
    }

    public static void ReadReport(ref WireReader reader, StreamInput<TInput, TItem> input) => TCall.ReadReport(ref reader, input.Input);

    public static void WriteResult(ref WireWriter writer, ValueTuple result) { }

    public static ValueTuple ReadResult(ref WireReader reader) => default;

    static IStreamReceiver IWireCall<StreamInput<TInput, TItem>, ValueTuple>.ReceiverOf(StreamInput<TInput, TItem> input) =>
        new StreamReceiver<TCall, TInput, TItem>((StreamBuffer<TItem>)input.Writer);

    static void IWireCall<StreamInput<TInput, TItem>, ValueTuple>.SetItems(ref StreamInput<TInput, TItem> input, ReportSender items) =>
        input = input with { Writer = new StreamSender<TCall, TInput, TItem>(items) };
}
