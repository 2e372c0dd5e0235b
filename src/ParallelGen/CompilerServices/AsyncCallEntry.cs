using System.Diagnostics;

namespace ParallelGen.CompilerServices;

/// <summary>The thunk of an asynchronous method: the worker's call thread waits for the task, so a worker runs one call at a time.</summary>
[StackTraceHidden] // a remote stack trace is about the user's method
internal sealed class AsyncCallEntry<TCall, TInput, TResult> : CallEntry
    where TCall : struct, IAsyncCall<TInput, TResult>, IWireCall<TInput, TResult>
{
    public static readonly AsyncCallEntry<TCall, TInput, TResult> Instance = new();

    public override CallInfo Info => TCall.Info;

    internal override void Execute(ref WireReader arguments, ref WireWriter result, CancellationToken cancel)
    {
        TInput input = TCall.ReadInput(ref arguments);
        arguments.ThrowIfNotAtEnd();
        ValueTask<TResult> running = TCall.InvokeAsync(input, cancel);
        // The call thread has no synchronization context, so continuations run on the pool and blocking here cannot deadlock.
        TResult value = running.IsCompleted ? running.GetAwaiter().GetResult() : running.AsTask().GetAwaiter().GetResult();
        TCall.WriteResult(ref result, value);
    }
}
