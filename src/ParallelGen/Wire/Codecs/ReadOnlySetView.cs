using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;

namespace ParallelGen.Wire;

/// <summary>Reaches what a read-only set is a view of, through its protected property: only that knows the comparer.</summary>
internal static class ReadOnlySetView<T>
{
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Set")]
    public static extern ISet<T> Inner(ReadOnlySet<T> view);
}
