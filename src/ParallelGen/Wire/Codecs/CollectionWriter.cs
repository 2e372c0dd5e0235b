using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace ParallelGen.Wire;

/// <summary>
/// What all collection codecs share when they write. Invariant: the count in front is the number of items that follow, and each
/// of them takes a byte or more. The reader relies on it to bound what it allocates; a collection that breaks it is an error here.
/// </summary>
internal static class CollectionWriter
{
    /// <summary>Writes null, or enters the collection and writes its count. False: there is nothing more to write.</summary>
    /// <exception cref="WireEncodingException">The collection's own type is not <typeparamref name="TCollection"/>: it would arrive sliced.</exception>
    public static bool BeginExact<TCollection>(ref WireWriter writer, [NotNullWhen(true)] TCollection? value, int count)
        where TCollection : class
    {
        ThrowIfDerived(value);
        return Begin(ref writer, value, count);
    }

    /// <exception cref="WireEncodingException">The collection's own type is not <typeparamref name="TCollection"/>: it would arrive sliced.</exception>
    public static void ThrowIfDerived<TCollection>(TCollection? value)
        where TCollection : class
    {
        if (value is not null && value.GetType() != typeof(TCollection))
        {
            throw new WireEncodingException(
                $"A {value.GetType()} stands where {typeof(TCollection)} is declared, and would arrive sliced. Copy it into one, or give its type an IWireCodec.");
        }
    }

    /// <summary>Writes null, or enters the collection and writes its count. False: there is nothing more to write.</summary>
    public static bool Begin(ref WireWriter writer, [NotNullWhen(true)] object? value, int count)
    {
        if (value is null)
        {
            writer.WriteCount(0);
            return false;
        }

        writer.Enter();
        writer.WriteCount(checked(count + 1));
        return true;
    }

    /// <summary>Writes items that cannot change in number.</summary>
    public static void Items<T, TCodec>(ref WireWriter writer, ReadOnlySpan<T> items)
        where TCodec : IWireCodec<T>
    {
        int start = writer.Position;
        foreach (T item in items)
        {
            TCodec.Write(ref writer, item);
        }

        ThrowIfEmptyItems(in writer, start, items.Length, typeof(TCodec));
    }

    /// <summary>Writes the items of a collection that another thread may change meanwhile.</summary>
    /// <exception cref="WireEncodingException">There are not exactly <paramref name="count"/> items.</exception>
    public static void Items<TEnumerator, T, TCodec>(ref WireWriter writer, TEnumerator items, int count, object collection)
        where TEnumerator : IEnumerator<T>
        where TCodec : IWireCodec<T>
    {
        int start = writer.Position;
        int written = 0;
        try
        {
            for (; Advance(ref items, collection); written++)
            {
                TCodec.Write(ref writer, items.Current);
            }
        }
        finally
        {
            items.Dispose();
        }

        ThrowIfChanged(count, written, collection);
        ThrowIfEmptyItems(in writer, start, written, typeof(TCodec));
    }

    /// <summary>Writes the pairs of a dictionary that another thread may change meanwhile: key, value, key, value …</summary>
    /// <exception cref="WireEncodingException">There are not exactly <paramref name="count"/> pairs.</exception>
    public static void Pairs<TEnumerator, TKey, TValue, TKeyCodec, TValueCodec>(ref WireWriter writer, TEnumerator pairs, int count, object collection)
        where TEnumerator : IEnumerator<KeyValuePair<TKey, TValue>>
        where TKeyCodec : IWireCodec<TKey?>
        where TValueCodec : IWireCodec<TValue>
    {
        int start = writer.Position;
        int written = 0;
        try
        {
            for (; Advance(ref pairs, collection); written++)
            {
                KeyValuePair<TKey, TValue> pair = pairs.Current;
                TKeyCodec.Write(ref writer, pair.Key);
                TValueCodec.Write(ref writer, pair.Value);
            }
        }
        finally
        {
            pairs.Dispose();
        }

        ThrowIfChanged(count, written, collection);
        ThrowIfEmptyItems(in writer, start, written, typeof(TKeyCodec));
    }

    /// <exception cref="WireEncodingException">The collection no longer has the number of items that was written in front.</exception>
    public static void ThrowIfChanged(int expected, int actual, object collection)
    {
        if (expected != actual)
        {
            throw Changed(collection, null);
        }
    }

    private static bool Advance<TEnumerator>(ref TEnumerator items, object collection) where TEnumerator : IEnumerator
    {
        try
        {
            return items.MoveNext();
        }
        catch (InvalidOperationException error)
        {
            throw Changed(collection, error);
        }
    }

    private static void ThrowIfEmptyItems(in WireWriter writer, int start, int count, Type codec)
    {
        if (writer.Position - start < count)
        {
            ThrowEmptyItems(codec, writer.Position - start, count);
        }
    }

    [DoesNotReturn]
    private static void ThrowEmptyItems(Type codec, int size, int count) =>
        throw new WireEncodingException($"{codec} wrote {size} bytes for {count} items; every value must take at least one byte.");

    private static WireEncodingException Changed(object collection, Exception? cause) =>
        new($"A {collection.GetType()} changed while it was being sent. Send a copy, or leave it alone until the call has started.", cause);
}
