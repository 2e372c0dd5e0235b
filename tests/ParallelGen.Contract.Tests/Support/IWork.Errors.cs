namespace ParallelGen.Contract;

/// <summary>Methods that throw.</summary>
public partial interface IWork
{
    static abstract Task<int> FailAsync(Failure how, CancellationToken cancel = default);
    static abstract Batch<int> FailAll(IEnumerable<Failure> inputs);
    static abstract Task<int> FailLaterAsync(Failure how, CancellationToken cancel = default);
    static abstract Batch<int> FailLaterAll(IEnumerable<Failure> inputs);
    static abstract Task FailWithoutResultAsync(Failure how, CancellationToken cancel = default);
    static abstract Batch FailWithoutResultAll(IEnumerable<Failure> inputs);

    static abstract Batch<int> EvenAll(IEnumerable<int> inputs);
    static abstract Batch<int> FailAmongOthersAll(IEnumerable<(string folder, int number, int bad)> inputs);
}
