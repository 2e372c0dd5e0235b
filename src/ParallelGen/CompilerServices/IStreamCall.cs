using System.ComponentModel;

namespace ParallelGen.CompilerServices;

/// <summary>An annotated method that returns a sequence. Infrastructure for generated code.</summary>
/// <typeparam name="TInput">What one call takes; see <see cref="IAnnotatedMethod{TInput}"/>.</typeparam>
/// <typeparam name="TItem">What the sequence has.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IStreamCall<TInput, TItem> : IAnnotatedMethod<TInput>
{
    /// <summary>Calls the user's method. A synchronous sequence comes wrapped by <see cref="StreamItems"/>.</summary>
    static abstract IAsyncEnumerable<TItem> Open(TInput input, CancellationToken cancel);
}
