using System.ComponentModel;

namespace ParallelGen.CompilerServices;

/// <summary>Gives methods whose <see cref="IProgress{T}"/> parameter is never null a handler where the caller has none. Infrastructure for generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CallProgress
{
    /// <summary>The handler, or one that does nothing.</summary>
    public static IProgress<T> OrNone<T>(IProgress<T>? progress) => progress ?? None<T>.Instance;

    private sealed class None<T> : IProgress<T>
    {
        public static readonly None<T> Instance = new();

        public void Report(T value) { }
    }
}
