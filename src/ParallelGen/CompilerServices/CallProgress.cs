using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using ParallelGen.Execution;

namespace ParallelGen.CompilerServices;

/// <summary>Stands between methods with an <see cref="IProgress{T}"/> parameter and their callers' handlers. Infrastructure for generated code; thread-safe.</summary>
/// <remarks>
/// A handler that throws fails its call with that exception, and cancels the method; the method itself sees nothing of it. Within the
/// process this sees to that; a handler in a worker only sends, and what the caller's throws is met by the caller's process.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
public static class CallProgress
{
    /// <summary>The handler, or one that does nothing: for methods whose parameter is never null.</summary>
    public static IProgress<T> OrNone<T>(IProgress<T>? progress) => progress ?? None<T>.Instance;

    /// <summary>Calls a method with one result.</summary>
    public static ValueTask<TResult> RunAsync<TInput, T, TResult>(
        TInput input, IProgress<T>? progress, Func<TInput, IProgress<T>?, CancellationToken, ValueTask<TResult>> method, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(method);
        return progress is null or ReportSender.Handler<T> ? method(input, progress, cancel) : RunGuardedAsync(input, progress, method, cancel);
    }

    /// <summary>Calls a method that returns a sequence.</summary>
    public static IAsyncEnumerable<TItem> Open<TInput, T, TItem>(
        TInput input, IProgress<T>? progress, Func<TInput, IProgress<T>?, CancellationToken, IAsyncEnumerable<TItem>> method, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(method);
        return progress is null or ReportSender.Handler<T> ? method(input, progress, cancel) : EnumerateGuardedAsync(input, progress, method, cancel);
    }

    private static async ValueTask<TResult> RunGuardedAsync<TInput, T, TResult>(
        TInput input, IProgress<T> progress, Func<TInput, IProgress<T>?, CancellationToken, ValueTask<TResult>> method, CancellationToken cancel)
    {
        var guarded = new GuardedProgress<T>(progress, cancel);
        TResult result;
        try
        {
            result = await method(input, guarded, guarded.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (e.CancellationToken == guarded.Token && cancel.IsCancellationRequested)
        {
            guarded.End();
            throw OfTheCaller(e, cancel);
        }
        catch
        {
            guarded.End();
            throw;
        }

        guarded.End();
        return result;
    }

    /// <summary>Moves stay where the lane put the call. An item that was made before the handler threw is given before that is told.</summary>
    private static async IAsyncEnumerable<TItem> EnumerateGuardedAsync<TInput, T, TItem>(
        TInput input,
        IProgress<T> progress,
        Func<TInput, IProgress<T>?, CancellationToken, IAsyncEnumerable<TItem>> method,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        var guarded = new GuardedProgress<T>(progress, cancel);
        try
        {
            IAsyncEnumerator<TItem> items = method(input, guarded, guarded.Token).GetAsyncEnumerator(guarded.Token);
            await using (items.ConfigureAwait(true))
            {
                while (!guarded.HasFailed && await MoveAsync(items, guarded.Token, cancel).ConfigureAwait(true))
                {
                    yield return items.Current;
                }
            }
        }
        finally
        {
            guarded.End();
        }
    }

    private static async ValueTask<bool> MoveAsync<TItem>(IAsyncEnumerator<TItem> items, CancellationToken own, CancellationToken cancel)
    {
        try
        {
            return await items.MoveNextAsync().ConfigureAwait(true);
        }
        catch (OperationCanceledException e) when (e.CancellationToken == own && cancel.IsCancellationRequested)
        {
            throw OfTheCaller(e, cancel);
        }
    }

    /// <summary>The method knows a token of its own only, and whoever cancelled it only theirs.</summary>
    private static OperationCanceledException OfTheCaller(OperationCanceledException error, CancellationToken cancel) => new(error.Message, error, cancel);

    private sealed class None<T> : IProgress<T>
    {
        public static readonly None<T> Instance = new();

        public void Report(T value) { }
    }
}
