using System.ComponentModel;

namespace ParallelGen.CompilerServices;

/// <summary>An annotated method that returns a task or value task. Infrastructure for generated code.</summary>
/// <typeparam name="TInput">The method's ordinary parameters.</typeparam>
/// <typeparam name="TResult">The method's result.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IAsyncCall<TInput, TResult> : ICall<TInput, TResult>
{
    /// <summary>Calls the user's method.</summary>
    static abstract ValueTask<TResult> InvokeAsync(TInput input, CancellationToken cancel);
}
