using ParallelGen.CompilerServices;

namespace ParallelGen.Tests.Execution.Streams;

/// <summary>A method with a sequence, of which no two run at the same time.</summary>
internal readonly struct ExclusiveStream : IStreamCall<Func<IEnumerable<int>>, int>
{
    static CallInfo IAnnotatedMethod<Func<IEnumerable<int>>>.Info { get; } = new(typeof(ExclusiveStream), 8, "Test.ExclusiveStream") { ExclusiveBy = "*" };

    static IAsyncEnumerable<int> IStreamCall<Func<IEnumerable<int>>, int>.Open(Func<IEnumerable<int>> input, CancellationToken cancel) =>
        StreamItems.From(input());
}
