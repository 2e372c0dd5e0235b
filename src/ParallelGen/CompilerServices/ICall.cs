using System.ComponentModel;

namespace ParallelGen.CompilerServices;

/// <summary>One annotated method, as the generator describes it. Infrastructure for generated code.</summary>
/// <typeparam name="TInput">
/// What varies from call to call: the one ordinary parameter's type, a tuple of several, or <see cref="ValueTuple"/> for none.
/// </typeparam>
/// <typeparam name="TResult">What the method returns; <see cref="ValueTuple"/> for nothing.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ICall<TInput, TResult>
{
    /// <summary>The method's identity and options.</summary>
    static abstract CallInfo Info { get; }
}
