using System.ComponentModel;

namespace ParallelGen.CompilerServices;

/// <summary>What a worker needs to execute one annotated method. Infrastructure for generated code; stateless and thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CallEntry
{
    private protected CallEntry() { }

    /// <summary>The method's identity and options.</summary>
    public abstract CallInfo Info { get; }

    /// <summary>The entry of a method that returns when it is done.</summary>
    public static CallEntry ForSync<TCall, TInput, TResult>()
        where TCall : struct, ISyncCall<TInput, TResult>, IWireCall<TInput, TResult> => SyncCallEntry<TCall, TInput, TResult>.Instance;

    /// <summary>The entry of a method that returns a task or value task.</summary>
    public static CallEntry ForAsync<TCall, TInput, TResult>()
        where TCall : struct, IAsyncCall<TInput, TResult>, IWireCall<TInput, TResult> => AsyncCallEntry<TCall, TInput, TResult>.Instance;

    /// <summary>
    /// Decodes the arguments, calls the method on the current thread, which it occupies until the method has completed, and
    /// encodes the result. Whatever the codecs or the method throw comes out.
    /// </summary>
    internal abstract void Execute(ref WireReader arguments, ref WireWriter result, CancellationToken cancel);
}
