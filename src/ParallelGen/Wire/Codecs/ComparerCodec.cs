using System.Globalization;

namespace ParallelGen.Wire;

/// <summary>
/// Writes which comparer a collection has, as one byte; the linguistic ones of a culture are followed by its name, so that the
/// collection means the same on a thread of another culture.
/// </summary>
internal static class ComparerCodec
{
    private const byte Default = 0;
    private const byte Ordinal = 1;
    private const byte OrdinalIgnoreCase = 2;
    private const byte InvariantCulture = 3;
    private const byte InvariantCultureIgnoreCase = 4;
    private const byte Culture = 5;
    private const byte CultureIgnoreCase = 6;

    public static void Write<T>(ref WireWriter writer, IEqualityComparer<T>? comparer, object collection)
    {
        if (comparer is null || comparer.Equals(EqualityComparer<T>.Default))
        {
            writer.WriteByte(Default);
            return;
        }

        WriteStringComparer(ref writer, comparer, collection);
    }

    public static void Write<T>(ref WireWriter writer, IComparer<T>? comparer, object collection)
    {
        if (comparer is null || comparer.Equals(Comparer<T>.Default))
        {
            writer.WriteByte(Default);
            return;
        }

        WriteStringComparer(ref writer, comparer, collection);
    }

    /// <summary>Null stands for the default comparer.</summary>
    public static IEqualityComparer<T>? ReadEquality<T>(ref WireReader reader) => (IEqualityComparer<T>?)(object?)Read<T>(ref reader);

    /// <summary>Null stands for the default comparer.</summary>
    public static IComparer<T>? ReadOrder<T>(ref WireReader reader) => (IComparer<T>?)(object?)Read<T>(ref reader);

    private static void WriteStringComparer(ref WireWriter writer, object comparer, object collection)
    {
        var strings = comparer as IEqualityComparer<string?>;
        if (StringComparer.IsWellKnownOrdinalComparer(strings, out bool ignoreCase))
        {
            writer.WriteByte(ignoreCase ? OrdinalIgnoreCase : Ordinal);
            return;
        }

        if (!StringComparer.IsWellKnownCultureAwareComparer(strings, out CompareInfo? culture, out CompareOptions options)
            || options is not (CompareOptions.None or CompareOptions.IgnoreCase))
        {
            throw new WireEncodingException(
                $"A {collection.GetType()} has the comparer {comparer.GetType()}, which cannot be sent. Use the default comparer or one of StringComparer's.");
        }

        bool folds = options == CompareOptions.IgnoreCase;
        if (culture.Name.Length == 0)
        {
            writer.WriteByte(folds ? InvariantCultureIgnoreCase : InvariantCulture);
            return;
        }

        writer.WriteByte(folds ? CultureIgnoreCase : Culture);
        writer.WriteString(culture.Name);
    }

    private static StringComparer? Read<T>(ref WireReader reader)
    {
        byte code = reader.ReadByte();
        if (code == Default)
        {
            return null;
        }

        if (typeof(T) != typeof(string))
        {
            throw new WireFormatException($"The comparer {code} is one of strings, and the collection is one of {typeof(T)}.");
        }

        return code switch
        {
            Ordinal => StringComparer.Ordinal,
            OrdinalIgnoreCase => StringComparer.OrdinalIgnoreCase,
            InvariantCulture => StringComparer.InvariantCulture,
            InvariantCultureIgnoreCase => StringComparer.InvariantCultureIgnoreCase,
            Culture => OfCulture(reader.ReadString(), ignoreCase: false),
            CultureIgnoreCase => OfCulture(reader.ReadString(), ignoreCase: true),
            _ => throw new WireFormatException($"{code} is not the number of a comparer."),
        };
    }

    private static StringComparer OfCulture(string? name, bool ignoreCase)
    {
        try
        {
            return StringComparer.Create(CultureInfo.GetCultureInfo(name ?? ""), ignoreCase);
        }
        catch (CultureNotFoundException error)
        {
            throw new WireFormatException("A comparer names a culture that does not exist here.", error);
        }
    }
}
