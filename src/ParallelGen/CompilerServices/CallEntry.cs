using System.ComponentModel;

namespace ParallelGen.CompilerServices;

/// <summary>What a worker needs to execute one annotated method. Infrastructure for generated code; stateless and thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CallEntry
{
    private protected CallEntry() { }

    /// <summary>The method's identity and options.</summary>
    public abstract CallInfo Info { get; }

    /// <summary>The entry of a method with one result.</summary>
    public static CallEntry For<TCall, TInput, TResult>()
        where TCall : struct, IWireCall<TInput, TResult> => WireCallEntry<TCall, TInput, TResult>.Instance;

    /// <summary>
    /// Decodes the arguments, calls the method on the current thread, which it occupies until the method has completed, and
    /// encodes the result. Whatever the codecs or the method throw comes out.
    /// </summary>
    internal abstract void Execute(ref WireReader arguments, ref WireWriter result, CancellationToken cancel);
}
