using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace ParallelGen.Wire;

/// <summary>
/// Sends any implementation of a list's interface, or null; a sequence without a count is enumerated once. It arrives as a
/// <see cref="List{T}"/>.
/// </summary>
/// <typeparam name="TInterface">An interface of <see cref="List{T}"/>.</typeparam>
/// <typeparam name="T">The items' type.</typeparam>
/// <typeparam name="TCodec">The items' codec.</typeparam>
public readonly struct ListInterfaceCodec<TInterface, T, TCodec> : IWireCodec<TInterface?>
    where TInterface : class, IEnumerable<T>
    where TCodec : IWireCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, TInterface? value)
    {
        switch (value)
        {
            case T[] array:
                ArrayCodec<T, TCodec>.Write(ref writer, array);
                break;
            case ImmutableArray<T> { IsDefault: true }:
                throw new WireEncodingException($"A default {typeof(ImmutableArray<T>)} stands where {typeof(TInterface)} is declared, and has no items at all. Use an empty one.");
            case ICollection<T> collection:
                WriteCounted(ref writer, collection, collection.Count);
                break;
            case IReadOnlyCollection<T> collection:
                WriteCounted(ref writer, collection, collection.Count);
                break;
            case null:
                CollectionWriter.Begin(ref writer, null, 0);
                break;
            default:
                ListCodec<T, TCodec>.Write(ref writer, [.. value]);
                break;
        }
    }

    /// <inheritdoc/>
    public static TInterface? Read(ref WireReader reader) => (TInterface?)(object?)ListCodec<T, TCodec>.Read(ref reader);

    private static void WriteCounted(ref WireWriter writer, IEnumerable<T> items, int count)
    {
        CollectionWriter.Begin(ref writer, items, count);
        if (items.GetType() == typeof(List<T>))
        {
            Span<T> span = CollectionsMarshal.AsSpan((List<T>)items);
            CollectionWriter.Items<T, TCodec>(ref writer, span);
            CollectionWriter.ThrowIfChanged(count, span.Length, items);
        }
        else
        {
            CollectionWriter.Items<IEnumerator<T>, T, TCodec>(ref writer, items.GetEnumerator(), count, items);
        }

        writer.Leave();
    }
}
