namespace ParallelGen.Execution;

/// <summary>
/// Collects up to one block's worth of inputs in one array and gives it out in parts. What was given out is never written
/// again: the lane keeps it until its items have their outcomes.
/// </summary>
internal struct BlockBuilder<TInput>(int capacity, int expected)
{
    private const int FirstLength = 64;

    // A large chunk size says nothing of the source's length, so the array grows into it.
    private TInput[] _items = new TInput[Math.Min(capacity, Math.Max(expected, FirstLength))];
    private int _count;
    private int _taken;

    public readonly int Count => _count;

    public readonly bool IsFull => _count == capacity;

    public void Add(TInput item)
    {
        if (_count == _items.Length)
        {
            Array.Resize(ref _items, (int)Math.Min(capacity, 2L * _count));
        }

        _items[_count++] = item;
    }

    /// <summary>The items added since the last call.</summary>
    public ReadOnlyMemory<TInput> TakePending()
    {
        ReadOnlyMemory<TInput> pending = _items.AsMemory(_taken, _count - _taken);
        _taken = _count;
        return pending;
    }
}
