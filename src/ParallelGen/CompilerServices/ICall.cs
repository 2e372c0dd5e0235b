using System.ComponentModel;

namespace ParallelGen.CompilerServices;

/// <summary>An annotated method with one result. Infrastructure for generated code.</summary>
/// <typeparam name="TInput">What one call takes; see <see cref="IAnnotatedMethod{TInput}"/>.</typeparam>
/// <typeparam name="TResult">What the method returns; <see cref="ValueTuple"/> for nothing.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ICall<TInput, TResult> : IAnnotatedMethod<TInput>
{
    /// <summary>
    /// Calls the user's method. One that returns when it is done gives a completed task, and its exceptions come out of this call;
    /// those of an asynchronous method may come either way.
    /// </summary>
    static abstract ValueTask<TResult> Invoke(TInput input, CancellationToken cancel);
}
