using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace ParallelGen.Generators.Tests.WireTypes;

/// <summary>Writes all that an object holds, private fields included, so that two objects can be compared by their whole state.</summary>
internal static class StateDump
{
    public static string Of(object? value)
    {
        StringBuilder text = new();
        Append(text, value, 0);
        return text.ToString();
    }

    private static void Append(StringBuilder text, object? value, int depth)
    {
        Assert.True(depth < 100, "The object contains itself.");
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case string or char or Uri or Version or StringBuilder:
                text.Append('"').Append(value).Append('"');
                break;
            case IFormattable when value.GetType().Namespace is "System" or "System.Numerics" or "System.Text" || value is Enum:
                text.Append(value is DateTime time ? time.ToString("O") + time.Kind : ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
            case bool or Index or Range:
                text.Append(value);
                break;
            case not null when value.GetType().GetProperty("IsDefault")?.GetValue(value) is true:
                text.Append("default");
                break;
            case not null when value.GetType().GetProperty("UnorderedItems") is { } unordered:
                AppendItems(text, (IEnumerable)unordered.GetValue(value)!, depth);
                break;
            case Array { Rank: > 1 } array:
                text.Append(string.Join('x', Enumerable.Range(0, array.Rank).Select(array.GetLength)));
                AppendItems(text, array, depth);
                break;
            case IEnumerable items when value.GetType().Namespace?.StartsWith("System.Collections", StringComparison.Ordinal) == true || value is Array:
                AppendItems(text, items, depth);
                break;
            default:
                AppendFields(text, value, depth);
                break;
        }
    }

    private static void AppendItems(StringBuilder text, IEnumerable items, int depth)
    {
        text.Append('[');
        foreach (object? item in items)
        {
            Append(text, item, depth + 1);
            text.Append(' ');
        }

        text.Append(']');
    }

    private static void AppendFields(StringBuilder text, object value, int depth)
    {
        text.Append(value.GetType().Name).Append('{');
        for (Type? level = value.GetType(); level is not null; level = level.BaseType)
        {
            foreach (FieldInfo field in level.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                text.Append(field.Name).Append('=');
                Append(text, field.GetValue(value), depth + 1);
                text.Append(' ');
            }
        }

        text.Append('}');
    }
}
