using System.Collections.Frozen;

namespace ParallelGen.Wire;

/// <summary>The types that arrive as themselves, by full name. The documented table is that of docs/wire-format.md.</summary>
internal static class ExceptionTable
{
    public static IEnumerable<ExceptionShape> All => Core.Shapes.Values.Concat(Libraries.Shapes.Values);

    public static ExceptionShape? Find(string? typeName)
    {
        if (typeName is null)
        {
            return null;
        }

        if (Core.Shapes.TryGetValue(typeName, out ExceptionShape? shape))
        {
            return shape;
        }

        return typeName.StartsWith("System.", StringComparison.Ordinal) ? Libraries.Shapes.GetValueOrDefault(typeName) : null;
    }

    /// <summary>
    /// The shape of the exception's own type. A type that the framework keeps to itself, such as that of a JSON reader's errors,
    /// goes as its first public base, which is all that anyone can catch.
    /// </summary>
    public static ExceptionShape? Find(Exception exception)
    {
        for (Type? type = exception.GetType(); type is not null; type = type.BaseType)
        {
            if (Find(type.FullName) is { } shape && shape.Type == type)
            {
                return shape;
            }

            if (type.IsVisible || type.Assembly.GetName().Name?.StartsWith("System.", StringComparison.Ordinal) != true)
            {
                return null;
            }
        }

        return null;
    }

    private static class Core
    {
        public static readonly FrozenDictionary<string, ExceptionShape> Shapes =
            SystemExceptions.Shapes.Concat(IOExceptions.Shapes).Concat(OwnExceptions.Shapes).ToFrozenDictionary(shape => shape.Type.FullName!);
    }

    /// <summary>Apart, since naming these types loads a dozen assemblies that most programs never touch.</summary>
    private static class Libraries
    {
        public static readonly FrozenDictionary<string, ExceptionShape> Shapes =
            NetExceptions.Shapes.Concat(LibraryExceptions.Shapes).ToFrozenDictionary(shape => shape.Type.FullName!);
    }
}
