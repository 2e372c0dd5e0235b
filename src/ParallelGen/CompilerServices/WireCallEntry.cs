using System.Diagnostics;

namespace ParallelGen.CompilerServices;

/// <summary>A worker's view of a method with one result. The call thread is occupied until it has ended, so a worker runs one call at a time.</summary>
[StackTraceHidden] // a remote stack trace is about the user's method
internal sealed class WireCallEntry<TCall, TInput, TResult> : CallEntry
    where TCall : struct, IWireCall<TInput, TResult>
{
    public static readonly WireCallEntry<TCall, TInput, TResult> Instance = new();

    public override CallInfo Info => TCall.Info;

    internal override void Execute(ref WireReader arguments, ref WireWriter result, CancellationToken cancel)
    {
        TInput input = TCall.ReadInput(ref arguments);
        arguments.ThrowIfNotAtEnd();
        ValueTask<TResult> running = TCall.Invoke(input, cancel);
        // The call thread has no synchronization context, so continuations run on the pool and blocking here cannot deadlock.
        TResult value = running.IsCompleted ? running.GetAwaiter().GetResult() : running.AsTask().GetAwaiter().GetResult();
        TCall.WriteResult(ref result, value);
    }
}
