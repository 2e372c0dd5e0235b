using System.ComponentModel;

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
}
