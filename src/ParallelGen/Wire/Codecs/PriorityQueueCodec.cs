namespace ParallelGen.Wire;

/// <summary>
/// Sends a <see cref="PriorityQueue{TElement, TPriority}"/> with its comparer, or null; equal priorities leave it in the same order
/// there as here. A type derived from it is refused, and so is a comparer of one's own.
/// </summary>
/// <typeparam name="TElement">The elements' type.</typeparam>
/// <typeparam name="TPriority">The type of the priorities.</typeparam>
/// <typeparam name="TElementCodec">The elements' codec.</typeparam>
/// <typeparam name="TPriorityCodec">The codec of the priorities.</typeparam>
public readonly struct PriorityQueueCodec<TElement, TPriority, TElementCodec, TPriorityCodec> : IWireCodec<PriorityQueue<TElement, TPriority>?>
    where TElementCodec : IWireCodec<TElement>
    where TPriorityCodec : IWireCodec<TPriority>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, PriorityQueue<TElement, TPriority>? value)
    {
        int count = value?.Count ?? 0;
        if (CollectionWriter.BeginExact(ref writer, value, count))
        {
            ComparerCodec.Write(ref writer, value.Comparer, value);
            CollectionWriter.Items<IEnumerator<(TElement, TPriority)>, (TElement, TPriority), PairCodec>(
                ref writer, value.UnorderedItems.AsEnumerable().GetEnumerator(), count, value);
            writer.Leave();
        }
    }

    /// <inheritdoc/>
    public static PriorityQueue<TElement, TPriority>? Read(ref WireReader reader)
    {
        if (!CollectionReader.Begin(ref reader, 2, out int count))
        {
            return null;
        }

        IComparer<TPriority>? comparer = ComparerCodec.ReadOrder<TPriority>(ref reader);
        (TElement, TPriority)[] items = CollectionReader.Items<(TElement, TPriority), PairCodec>(ref reader, count);
        reader.Leave();
        try
        {
            // The items of a queue come as its heap, which this leaves as it is.
            return new PriorityQueue<TElement, TPriority>(items, comparer);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            throw CollectionReader.NotSortable(typeof(PriorityQueue<TElement, TPriority>), error);
        }
    }

    private readonly struct PairCodec : IWireCodec<(TElement Element, TPriority Priority)>
    {
        public static void Write(ref WireWriter writer, (TElement Element, TPriority Priority) value)
        {
            TElementCodec.Write(ref writer, value.Element);
            TPriorityCodec.Write(ref writer, value.Priority);
        }

        public static (TElement Element, TPriority Priority) Read(ref WireReader reader)
        {
            TElement element = TElementCodec.Read(ref reader);
            return (element, TPriorityCodec.Read(ref reader));
        }
    }
}
