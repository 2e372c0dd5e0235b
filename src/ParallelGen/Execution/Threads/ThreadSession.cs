using System.Runtime.CompilerServices;
using ParallelGen.CompilerServices;

namespace ParallelGen.Execution.Threads;

/// <summary>Blocks on threads of the session's own, which end with it. Each is a background thread: it keeps no process alive.</summary>
internal sealed class ThreadSession<TCall, TInput, TResult>(IItemSink<TResult> sink, int maxConcurrency, TimeSpan timeLimit)
    : LocalSession<TInput>(maxConcurrency)
    where TCall : struct, ICall<TInput, TResult>
{
    // A session that is not closed (a slow source, a submitter that forgets it) gives its threads back all the same.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override void StartWorker()
    {
        CallInfo info = TCall.Info;
        new Thread(Work, info.StackSize)
        {
            IsBackground = true,
            Name = info.ThreadName ?? info.Name,
            Priority = info.ThreadPriority,
        }.UnsafeStart();
    }

    private void Work()
    {
        ExecutionContext context = Context ?? ExecutionContext.Capture()!;
        while (TryTake(s_patience, out Block<TInput> block))
        {
            ReadOnlySpan<TInput> inputs = block.Inputs.Span;
            for (int i = 0; i < inputs.Length && !IsStopped; i++)
            {
                Run(context, block.FirstIndex + i, inputs[i], block.End);
            }

            block.End?.Ended();
        }
    }

    private void Run(ExecutionContext context, long index, TInput input, IBlockEnd? end)
    {
        if (timeLimit == Timeout.InfiniteTimeSpan)
        {
            sink.Complete(index, Invoke(context, input, end, StopToken));
        }
        else
        {
            var timed = new TimedCall<TResult>(TCall.Info, sink, index, timeLimit, StopToken);
            timed.Complete(Invoke(context, input, end, timed.Token));
        }
    }

    private static Outcome<TResult> Invoke(ExecutionContext context, TInput input, IBlockEnd? end, CancellationToken cancel)
    {
        // A synchronous method may block on tasks of its own, whose continuations must not wait for this thread.
        ThreadCallContext? pump = TCall.Info.IsSynchronous ? null : new ThreadCallContext(context);
        CallStart.Enter(context, pump);
        try
        {
            end?.Starting();
            ValueTask<TResult> call = TCall.Invoke(input, cancel);
            return Outcome<TResult>.Success(pump is null ? call.AsTask().GetAwaiter().GetResult() : Await(call, pump));
        }
        catch (Exception e)
        {
            return Outcome<TResult>.Failure(e);
        }
        finally
        {
            pump?.End();
        }
    }

    private static TResult Await(ValueTask<TResult> call, ThreadCallContext pump)
    {
        ConfiguredValueTaskAwaitable<TResult>.ConfiguredValueTaskAwaiter awaiter = call.ConfigureAwait(false).GetAwaiter();
        if (!awaiter.IsCompleted)
        {
            awaiter.UnsafeOnCompleted(pump.Complete);
            pump.RunUntilCompleted();
        }

        TResult result = awaiter.GetResult();
        pump.ThrowCallbackError();
        return result;
    }
}
