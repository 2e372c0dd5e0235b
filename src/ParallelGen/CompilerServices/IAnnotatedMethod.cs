using System.ComponentModel;

namespace ParallelGen.CompilerServices;

/// <summary>What every annotated method has, as the generator describes it. Infrastructure for generated code.</summary>
/// <typeparam name="TInput">
/// What one call takes: the one parameter's type, a tuple of several, or <see cref="ValueTuple"/> for none. What a call shares with others
/// (the instance, broadcast values, the progress handler) is part of it.
/// </typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IAnnotatedMethod<TInput>
{
    /// <summary>The method's identity and options.</summary>
    static abstract CallInfo Info { get; }

    /// <summary>The value of the parameter that <see cref="RunOnAttribute.ExclusiveBy"/> names. Asked only where it names one.</summary>
    static virtual object? ExclusiveKey(TInput input) => null;
}
