using ParallelGen.CompilerServices;
using ParallelGen.Execution.Streams;

namespace ParallelGen.Tests.Execution.Streams;

/// <summary>A method with a sequence that is whatever its input makes, on a plain lane of the thread pool.</summary>
internal readonly struct FuncStream : IStreamCall<Func<CancellationToken, IAsyncEnumerable<int>>, int>
{
    static CallInfo IAnnotatedMethod<Func<CancellationToken, IAsyncEnumerable<int>>>.Info { get; } = new(typeof(FuncStream), 7, "Test.Stream");

    static IAsyncEnumerable<int> IStreamCall<Func<CancellationToken, IAsyncEnumerable<int>>, int>.Open(
        Func<CancellationToken, IAsyncEnumerable<int>> input, CancellationToken cancel) => StreamItems.From(input(cancel));

    /// <summary>The cold sequence of a method.</summary>
    public static IAsyncEnumerable<int> Of(
        Func<CancellationToken, IAsyncEnumerable<int>> method, int milliseconds = 0, CancellationToken cancel = default)
    {
        var info = new CallInfo(typeof(FuncStream), 7, "Test.Stream") { TimeoutMilliseconds = milliseconds };
        var lane = new PoolLane<StreamInput<Func<CancellationToken, IAsyncEnumerable<int>>, int>, ValueTuple>(
            (input, token) => StreamCall<FuncStream, Func<CancellationToken, IAsyncEnumerable<int>>, int>.Invoke(input, token).AsTask(), info: info);
        return new StreamPlan<Func<CancellationToken, IAsyncEnumerable<int>>, int>(lane, method, cancel);
    }

    /// <summary>The cold sequence of a method that makes a synchronous one.</summary>
    public static IAsyncEnumerable<int> OfSync(Func<IEnumerable<int>> method, int milliseconds = 0, CancellationToken cancel = default) =>
        Of(_ => StreamItems.From(method()), milliseconds, cancel);
}
