using System.Diagnostics;

namespace ParallelGen.CompilerServices;

/// <summary>The synchronous thunk: no task, no closure, no hop between the two spans.</summary>
[StackTraceHidden] // a remote stack trace is about the user's method
internal sealed class SyncCallEntry<TCall, TInput, TResult> : CallEntry
    where TCall : struct, ISyncCall<TInput, TResult>, IWireCall<TInput, TResult>
{
    public static readonly SyncCallEntry<TCall, TInput, TResult> Instance = new();

    public override CallInfo Info => TCall.Info;

    internal override void Execute(ref WireReader arguments, ref WireWriter result, CancellationToken cancel)
    {
        TInput input = TCall.ReadInput(ref arguments);
        arguments.ThrowIfNotAtEnd();
        TCall.WriteResult(ref result, TCall.Invoke(input, cancel));
    }
}
