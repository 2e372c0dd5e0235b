using System.ComponentModel;

namespace ParallelGen.CompilerServices;

/// <summary>An annotated method that returns when it is done. Infrastructure for generated code.</summary>
/// <typeparam name="TInput">The method's ordinary parameters.</typeparam>
/// <typeparam name="TResult">The method's result.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISyncCall<TInput, TResult> : ICall<TInput, TResult>
{
    /// <summary>Calls the user's method.</summary>
    static abstract TResult Invoke(TInput input, CancellationToken cancel);
}
