using ParallelGen.CompilerServices;

namespace ParallelGen.Execution;

/// <summary>Decides which lane serves a method, given the one of its model.</summary>
internal static class Lanes
{
    /// <summary>The lane that the calls of <typeparamref name="TCall"/> go through.</summary>
    public static Lane<TInput, TResult> Choose<TCall, TInput, TResult>(Lane<TInput, TResult> own)
        where TCall : struct, ICall<TInput, TResult> => own;
}
