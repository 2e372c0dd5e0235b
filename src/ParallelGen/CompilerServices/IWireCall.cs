using System.ComponentModel;

namespace ParallelGen.CompilerServices;

/// <summary>An annotated method whose arguments and result can cross a process boundary. Infrastructure for generated code.</summary>
/// <typeparam name="TInput">The method's ordinary parameters.</typeparam>
/// <typeparam name="TResult">The method's result.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IWireCall<TInput, TResult> : ICall<TInput, TResult>
{
    /// <summary>Encodes the arguments, in the calling process.</summary>
    static abstract void WriteInput(ref WireWriter writer, TInput input);

    /// <summary>Decodes the arguments, in the worker.</summary>
    static abstract TInput ReadInput(ref WireReader reader);

    /// <summary>Encodes the result, in the worker.</summary>
    static abstract void WriteResult(ref WireWriter writer, TResult result);

    /// <summary>Decodes the result, in the calling process.</summary>
    static abstract TResult ReadResult(ref WireReader reader);
}
