using System.Diagnostics;
using ParallelGen.CompilerServices;

namespace ParallelGen.Execution.Streams;

/// <summary>
/// A method that returns a sequence, in the shape of a call without a result: it runs to the sequence's end and writes the items. So
/// every lane can run it, and keys, places, blame and cancellation mean what they mean for any call.
/// </summary>
[StackTraceHidden] // a stack trace is about the user's method
internal readonly struct StreamCall<TCall, TInput, TItem> : ICall<StreamInput<TInput, TItem>, ValueTuple>
    where TCall : struct, IStreamCall<TInput, TItem>
{
    public static CallInfo Info => TCall.Info;

    public static object? ExclusiveKey(StreamInput<TInput, TItem> input) => TCall.ExclusiveKey(input.Input);

    /// <summary>The sequence is left, and so disposed, when nobody wants its items any more. Continuations stay where the lane put the call.</summary>
    public static async ValueTask<ValueTuple> Invoke(StreamInput<TInput, TItem> input, CancellationToken cancel)
    {
        input.Writer.Begin();
        await foreach (TItem item in TCall.Open(input.Input, cancel).WithCancellation(cancel).ConfigureAwait(true))
        {
            if (!await input.Writer.WriteAsync(item).ConfigureAwait(true))
            {
                break;
            }
        }

        return default;
    }
}
