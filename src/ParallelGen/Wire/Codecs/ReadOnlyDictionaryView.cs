using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;

namespace ParallelGen.Wire;

/// <summary>Reaches what a read-only dictionary is a view of, through its protected property: only that knows the comparer.</summary>
internal static class ReadOnlyDictionaryView<TKey, TValue>
    where TKey : notnull
{
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Dictionary")]
    public static extern IDictionary<TKey, TValue> Inner(ReadOnlyDictionary<TKey, TValue> view);
}
