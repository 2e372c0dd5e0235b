using System.Diagnostics;

namespace ParallelGen.Loops;

/// <summary>A first-in first-out ring that grows as needed and keeps the size of its largest burst. For one thread at a time.</summary>
internal sealed class WorkRing
{
    private LoopWork[] _items = new LoopWork[32];
    private int _head;

    public int Count { get; private set; }

    public void Enqueue(LoopWork work)
    {
        if (Count == _items.Length)
        {
            Grow(Count + 1);
        }

        _items[(_head + Count) & (_items.Length - 1)] = work;
        Count++;
    }

    /// <summary>Takes the oldest. There must be one.</summary>
    public LoopWork Dequeue()
    {
        Debug.Assert(Count > 0);
        ref LoopWork slot = ref _items[_head];
        LoopWork work = slot;
        slot = default;
        _head = (_head + 1) & (_items.Length - 1);
        Count--;
        return work;
    }

    /// <summary>Moves everything that another ring holds behind what this one holds.</summary>
    public void TakeAll(WorkRing other)
    {
        if (_items.Length < Count + other.Count)
        {
            Grow(Count + other.Count);
        }

        while (other.Count > 0)
        {
            Enqueue(other.Dequeue());
        }
    }

    private void Grow(int needed)
    {
        // The length stays a power of two: places are found with a mask.
        var larger = new LoopWork[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)needed)];
        int first = Math.Min(Count, _items.Length - _head);
        Array.Copy(_items, _head, larger, 0, first);
        Array.Copy(_items, 0, larger, first, Count - first);
        _items = larger;
        _head = 0;
    }
}
