using ParallelGen.CompilerServices;
using ParallelGen.Execution;

namespace ParallelGen.Tests.Execution;

/// <summary>Makes batches as generated code does.</summary>
internal static class Batches
{
    public static Batch<TResult> Of<TInput, TResult>(IEnumerable<TInput> inputs, Lane<TInput, TResult> lane) =>
        new(new BatchPlan<TInput, TResult>(BatchInputs.From(inputs), lane));

    public static Batch<TResult> Of<TInput, TResult>(IAsyncEnumerable<TInput> inputs, Lane<TInput, TResult> lane) =>
        new(new BatchPlan<TInput, TResult>(BatchInputs.From(inputs), lane));

    public static Batch Void<TInput>(IEnumerable<TInput> inputs, Lane<TInput, ValueTuple> lane) =>
        new(new BatchPlan<TInput, ValueTuple>(BatchInputs.From(inputs), lane));

    public static async Task<List<T>> ToList<T>(this IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (T item in items)
        {
            list.Add(item);
        }

        return list;
    }
}
