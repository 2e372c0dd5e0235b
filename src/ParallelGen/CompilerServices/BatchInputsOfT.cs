using System.ComponentModel;

namespace ParallelGen.CompilerServices;

/// <summary>The inputs of a batch, not yet enumerated. Infrastructure for generated code.</summary>
/// <typeparam name="TInput">What one call takes.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class BatchInputs<TInput>
{
    private protected BatchInputs() { }

    /// <summary>How many inputs there are, if that can be told without enumerating.</summary>
    internal abstract long? CountIfKnown { get; }

    /// <summary>Starts an enumeration. The engine calls <see cref="IAsyncEnumerator{T}.MoveNextAsync"/> from one thread at a time.</summary>
    internal abstract IAsyncEnumerator<TInput> Enumerate(CancellationToken cancel);
}
