using ParallelGen.CompilerServices;

namespace ParallelGen.Execution.Inline;

/// <summary>Runs one method on the current thread, up to its first await.</summary>
internal static class InlineCall
{
    /// <summary>
    /// The method's outcome, whatever it throws. What it changes in the execution context stays in it, for this is an asynchronous
    /// method even where nothing is awaited.
    /// </summary>
    public static async ValueTask<Outcome<TResult>> RunAsync<TCall, TInput, TResult>(TInput input, TimeSpan limit, CancellationToken cancel, IBlockEnd? end = null)
        where TCall : struct, ICall<TInput, TResult>
    {
        CancellationTokenSource? limited = limit == Timeout.InfiniteTimeSpan ? null : CancellationTokenSource.CreateLinkedTokenSource(cancel);
        try
        {
            end?.Starting();
            limited?.CancelAfter(limit);
            return Outcome<TResult>.Success(await TCall.Invoke(input, limited?.Token ?? cancel).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (limited is { IsCancellationRequested: true } && !cancel.IsCancellationRequested)
        {
            return Outcome<TResult>.Failure(new TimeoutException(
                $"{TCall.Info.Name} ran longer than its time limit of {limit.TotalMilliseconds:0} ms and was told to stop."));
        }
        catch (OperationCanceledException e) when (limited is not null && e.CancellationToken == limited.Token)
        {
            // The method knows the linked token only, and the caller only its own.
            return Outcome<TResult>.Failure(new OperationCanceledException(e.Message, e, cancel));
        }
        catch (Exception e)
        {
            return Outcome<TResult>.Failure(e);
        }
        finally
        {
            limited?.Dispose();
        }
    }
}
