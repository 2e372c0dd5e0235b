namespace ParallelGen.Contract;

/// <summary>
/// The generated members as callers see them. That one interface fits the methods of every model is itself the promise that a
/// change of the model changes neither names nor types.
/// </summary>
public partial interface IWork
{
    static abstract Model Model { get; }

    static abstract Task<int> SquareAsync(int value, CancellationToken cancel = default);
    static abstract Batch<int> SquareAll(IEnumerable<int> inputs);
    static abstract Batch<int> SquareAll(IAsyncEnumerable<int> inputs);

    /// <summary>Gives <c>SquareAll</c> a source that is both, with nothing said about which is meant.</summary>
    static abstract Batch<int> SquareAllOfBoth(TwoFacedSource source);

    static abstract Task TouchAsync(string file, CancellationToken cancel = default);
    static abstract Batch TouchAll(IEnumerable<string> inputs);
    static abstract Batch TouchAll(IAsyncEnumerable<string> inputs);
    static abstract Task TouchLaterAsync(string file, CancellationToken cancel = default);
    static abstract Batch TouchLaterAll(IEnumerable<string> inputs);
    static abstract Task TouchSoonAsync(string file, CancellationToken cancel = default);
    static abstract Batch TouchSoonAll(IEnumerable<string> inputs);

    static abstract Task<int> DoubleLaterAsync(int value, CancellationToken cancel = default);
    static abstract Batch<int> DoubleLaterAll(IEnumerable<int> inputs);
    static abstract Batch<int> DoubleLaterAll(IAsyncEnumerable<int> inputs);
    static abstract Task<int> DoubleSoonAsync(int value, CancellationToken cancel = default);
    static abstract Batch<int> DoubleSoonAll(IEnumerable<int> inputs);

    static abstract Task<int> AnswerAsync(CancellationToken cancel = default);
    static abstract Batch<int> AnswerAll(int count);
    static abstract Task<int> SubtractAsync(int left, int right, CancellationToken cancel = default);
    static abstract Batch<int> SubtractAll(IEnumerable<(int left, int right)> inputs);
    static abstract Batch<int> SubtractAll(IAsyncEnumerable<(int left, int right)> inputs);
    static abstract Task<int> ScaleAsync(int value, int factor = 3, CancellationToken cancel = default);
    static abstract Batch<int> ScaleAll(IEnumerable<int> inputs, int factor = 3);
    static abstract Batch<int> ScaleAll(IEnumerable<(int value, int factor)> inputs);
    static abstract Task<int> SumAsync(int[] values, CancellationToken cancel = default);
    static abstract Batch<int> SumAll(IEnumerable<int[]> inputs);

    static abstract Task<string?> EchoAsync(string? text, CancellationToken cancel = default);
    static abstract Batch<string?> EchoAll(IEnumerable<string?> inputs);
    static abstract Task<byte[]> FlipAsync(byte[] bytes, CancellationToken cancel = default);
    static abstract Batch<byte[]> FlipAll(IEnumerable<byte[]> inputs);
    static abstract Task<Person> RenameAsync(Person person, string name, CancellationToken cancel = default);

    static abstract Task<int> TripleAsync(int value, CancellationToken cancel = default);
    static abstract Batch<int> TripleAll(IEnumerable<int> inputs);
    static abstract Task<int> HalveAsync(int value, CancellationToken cancel = default);

    /// <summary>Cancels by the name that the user gave the token.</summary>
    static abstract Task<int> NegateStoppedAsync(int value, CancellationToken token);
}
