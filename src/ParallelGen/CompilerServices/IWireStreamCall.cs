using System.ComponentModel;

namespace ParallelGen.CompilerServices;

/// <summary>An annotated method whose arguments and items can cross a process boundary. Infrastructure for generated code.</summary>
/// <typeparam name="TInput">What one call takes; see <see cref="IAnnotatedMethod{TInput}"/>.</typeparam>
/// <typeparam name="TItem">What the sequence has.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IWireStreamCall<TInput, TItem> : IStreamCall<TInput, TItem>, IWireInput<TInput>
{
    /// <summary>Encodes an item, in the worker.</summary>
    static abstract void WriteItem(ref WireWriter writer, TItem item);

    /// <summary>Decodes an item, in the calling process.</summary>
    static abstract TItem ReadItem(ref WireReader reader);
}
