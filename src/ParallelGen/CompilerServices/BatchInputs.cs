using System.ComponentModel;
using ParallelGen.Execution;

namespace ParallelGen.CompilerServices;

/// <summary>Makes the input sources that generated <c>…All</c> members hand to the runtime. Infrastructure for generated code.</summary>
/// <remarks>Nothing is pulled here: a source is enumerated anew by each run of the batch.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BatchInputs
{
    /// <summary>A synchronous source whose items are the inputs themselves.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="inputs"/> is null.</exception>
    public static BatchInputs<TInput> From<TInput>(IEnumerable<TInput> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);

        // By its own type: an array of a derived class, or of numbers with another sign, is none of TInput.
        return inputs.GetType() == typeof(TInput[])
            ? new ArrayInputs<TInput>((TInput[])inputs)
            : new SequenceInputs<TInput, TInput>(inputs, static item => item);
    }

    /// <summary>A synchronous source whose items become inputs through <paramref name="select"/>, which adds the shared optional arguments.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="inputs"/> is null.</exception>
    public static BatchInputs<TInput> From<TItem, TInput>(IEnumerable<TItem> inputs, Func<TItem, TInput> select)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(select);
        return new SequenceInputs<TItem, TInput>(inputs, select);
    }

    /// <summary>An asynchronous source whose items are the inputs themselves.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="inputs"/> is null.</exception>
    public static BatchInputs<TInput> From<TInput>(IAsyncEnumerable<TInput> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return new AsyncSequenceInputs<TInput, TInput>(inputs, static item => item);
    }

    /// <summary>An asynchronous source whose items become inputs through <paramref name="select"/>, which adds the shared optional arguments.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="inputs"/> is null.</exception>
    public static BatchInputs<TInput> From<TItem, TInput>(IAsyncEnumerable<TItem> inputs, Func<TItem, TInput> select)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(select);
        return new AsyncSequenceInputs<TItem, TInput>(inputs, select);
    }

    /// <summary>The same input <paramref name="count"/> times, for methods without required parameters.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public static BatchInputs<TInput> Repeat<TInput>(TInput input, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new SequenceInputs<TInput, TInput>(Enumerable.Repeat(input, count), static item => item);
    }
}
