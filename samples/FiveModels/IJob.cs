using ParallelGen;

namespace FiveModels;

/// <summary>The members that the compiler writes: the same ones for every model.</summary>
internal interface IJob
{
    static abstract Task<Slice> CountAsync(int from, int to, CancellationToken cancel = default);

    static abstract Batch<Slice> CountAll(IEnumerable<(int from, int to)> inputs);
}
