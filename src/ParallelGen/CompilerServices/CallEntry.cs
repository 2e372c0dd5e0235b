using System.ComponentModel;
using ParallelGen.Execution.Streams;
using ParallelGen.Processes;
using ParallelGen.Processes.Worker;

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

    /// <summary>The entry of a method that returns a sequence.</summary>
    public static CallEntry ForStream<TCall, TInput, TItem>()
        where TCall : struct, IWireStreamCall<TInput, TItem> =>
        WireCallEntry<WireStreamCall<TCall, TInput, TItem>, StreamInput<TInput, TItem>, ValueTuple>.Instance;

    /// <summary>Whether the method returns a sequence.</summary>
    internal abstract bool IsStream { get; }

    /// <summary>
    /// Decodes the arguments, calls the method on the current thread, which it occupies until the method has completed, and
    /// encodes the result. Whatever the codecs or the method throw comes out.
    /// </summary>
    internal abstract void Execute(ref WireReader arguments, ref WireWriter result, in CallExtras extras, CancellationToken cancel);
}
