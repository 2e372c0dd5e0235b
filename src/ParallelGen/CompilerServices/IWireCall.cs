using System.ComponentModel;
using ParallelGen.Processes;
using ParallelGen.Processes.Pool;

namespace ParallelGen.CompilerServices;

/// <summary>An annotated method whose arguments and result can cross a process boundary. Infrastructure for generated code.</summary>
/// <typeparam name="TInput">What one call takes; see <see cref="IAnnotatedMethod{TInput}"/>.</typeparam>
/// <typeparam name="TResult">The method's result.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IWireCall<TInput, TResult> : ICall<TInput, TResult>, IWireInput<TInput>
{
    /// <summary>Encodes the result, in the worker.</summary>
    static abstract void WriteResult(ref WireWriter writer, TResult result);

    /// <summary>Decodes the result, in the calling process.</summary>
    static abstract TResult ReadResult(ref WireReader reader);

    /// <summary>Whether this is a method with a sequence, in the shape of a call without a result: <see cref="WireStreamCall{TCall, TInput, TItem}"/>.</summary>
    internal static virtual bool IsStream => false;

    /// <summary>Where the items of a sequence go, in the calling process.</summary>
    internal static virtual IStreamReceiver ReceiverOf(TInput input) => throw new NotSupportedException();

    /// <summary>Puts a writer that sends into the arguments of a call that returns a sequence, in the worker.</summary>
    internal static virtual void SetItems(ref TInput input, ReportSender items) => throw new NotSupportedException();
}
