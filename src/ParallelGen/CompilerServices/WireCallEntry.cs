using System.Diagnostics;
using ParallelGen.Processes.Worker;

namespace ParallelGen.CompilerServices;

/// <summary>A worker's view of a method with one result. The call thread is occupied until it has ended, so a worker runs one call at a time.</summary>
[StackTraceHidden] // a remote stack trace is about the user's method
internal sealed class WireCallEntry<TCall, TInput, TResult> : CallEntry
    where TCall : struct, IWireCall<TInput, TResult>
{
    public static readonly WireCallEntry<TCall, TInput, TResult> Instance = new();

    public override CallInfo Info => TCall.Info;

    internal override bool IsStream => TCall.IsStream;

    internal override void Execute(ref WireReader arguments, ref WireWriter result, in CallExtras extras, CancellationToken cancel)
    {
        TInput input = TCall.ReadInput(ref arguments);
        arguments.ThrowIfNotAtEnd();
        Complete(ref input, extras);
        ValueTask<TResult> running = TCall.Invoke(input, cancel);
        // The call thread has no synchronization context, so continuations run on the pool and blocking here cannot deadlock.
        TResult value = running.IsCompleted ? running.GetAwaiter().GetResult() : running.AsTask().GetAwaiter().GetResult();
        TCall.WriteResult(ref result, value);
    }

    /// <summary>Adds what does not travel with the arguments.</summary>
    private static void Complete(ref TInput input, in CallExtras extras)
    {
        if (TCall.HasBroadcast)
        {
            ReceivedBroadcast broadcast = extras.Broadcast ?? throw new WireFormatException($"A call of {TCall.Info.Name} came without its broadcast values.");
            TCall.SetBroadcast(ref input, broadcast.Read(TCall.ReadBroadcast));
        }

        if (extras.Reports is { } reports)
        {
            TCall.SetReports(ref input, reports);
        }

        if (TCall.IsStream)
        {
            TCall.SetItems(ref input, extras.Items!);
        }
    }
}
