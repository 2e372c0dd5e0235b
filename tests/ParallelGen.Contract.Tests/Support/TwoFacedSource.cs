using System.Collections;

namespace ParallelGen.Contract;

/// <summary>A source that is a sequence and an asynchronous one, and may be read in one way only.</summary>
public sealed class TwoFacedSource : IEnumerable<int>, IAsyncEnumerable<int>
{
    public IEnumerator<int> GetEnumerator() => throw new NotSupportedException("The asynchronous side was meant.");

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public async IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        for (int i = 0; i < 3; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }
}
