using System.Globalization;

namespace ParallelGen.Generators.Parsing;

/// <summary>Several parts of an input as one value: nothing, the only one itself, or a tuple with their names.</summary>
internal sealed class InputTuple
{
    private static readonly HashSet<string> s_reserved = new(StringComparer.Ordinal)
    {
        "CompareTo", "Deconstruct", "Equals", "GetHashCode", "Rest", "ToString",
    };

    private readonly IReadOnlyList<InputPart> _parts;
    private readonly string[] _elements;

    public InputTuple(IReadOnlyList<InputPart> parts)
    {
        _parts = parts;
        _elements = ElementNames(parts.Select(p => p.PlainName).ToArray());
        TypeName = Type(p => p.TypeName);
        CallTypeName = Type(p => p.CallTypeName);
    }

    /// <summary>The type as callers see it.</summary>
    public string TypeName { get; }

    /// <summary>The type as the runtime's interfaces name it.</summary>
    public string CallTypeName { get; }

    /// <summary>The value of one part.</summary>
    public string Access(string tuple, int index) => _parts.Count == 1 ? tuple : tuple + "." + _elements[index];

    /// <summary>The value made of the values of all parts.</summary>
    public static string Expression(IReadOnlyList<string> values) => values.Count switch
    {
        0 => "default(global::System.ValueTuple)",
        1 => values[0],
        _ => "(" + string.Join(", ", values) + ")",
    };

    /// <summary>The name, or the first of its numbered forms that is free.</summary>
    public static string Unique(string name, ICollection<string> taken)
    {
        string unique = name;
        for (int i = 2; taken.Contains(unique); i++)
        {
            unique = name + i.ToString(CultureInfo.InvariantCulture);
        }

        return unique;
    }

    private string Type(Func<InputPart, string> name) => _parts.Count switch
    {
        0 => "global::System.ValueTuple",
        1 => name(_parts[0]),
        _ => "(" + string.Join(", ", _parts.Select((p, i) => name(p) + " " + _elements[i])) + ")",
    };

    /// <summary>C# keeps some element names for itself: those start with a small letter here.</summary>
    private static string[] ElementNames(string[] names)
    {
        HashSet<string> taken = new(names, StringComparer.Ordinal);
        string[] elements = new string[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            string name = names[i];
            if (IsReserved(name, i + 1))
            {
                name = Unique(char.ToLowerInvariant(name[0]) + name.Substring(1), taken);
                taken.Add(name);
            }

            elements[i] = TypeNames.Identifier(name);
        }

        return elements;
    }

    /// <summary><c>Item2</c> may only name the second element.</summary>
    private static bool IsReserved(string name, int position) =>
        s_reserved.Contains(name)
        || (name.StartsWith("Item", StringComparison.Ordinal)
            && name.Length > 4
            && name[4] != '0'
            && name.Skip(4).All(c => c is >= '0' and <= '9')
            && name.Substring(4) != position.ToString(CultureInfo.InvariantCulture));
}
