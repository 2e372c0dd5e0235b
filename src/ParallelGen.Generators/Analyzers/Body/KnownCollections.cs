using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ParallelGen.Generators.Parsing;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>The framework's collections: what changes them, and which of them bear several threads.</summary>
internal static class KnownCollections
{
    private static readonly HashSet<string> s_plain = new(StringComparer.Ordinal)
    {
        "System.Collections.Generic.List", "System.Collections.Generic.Dictionary", "System.Collections.Generic.HashSet",
        "System.Collections.Generic.Queue", "System.Collections.Generic.Stack", "System.Collections.Generic.LinkedList",
        "System.Collections.Generic.SortedDictionary", "System.Collections.Generic.SortedList", "System.Collections.Generic.SortedSet",
        "System.Collections.Generic.PriorityQueue", "System.Collections.Generic.OrderedDictionary",
        "System.Collections.ObjectModel.Collection", "System.Collections.ObjectModel.ObservableCollection",
        "System.Collections.ObjectModel.KeyedCollection", "System.Collections.ArrayList", "System.Collections.Hashtable",
        "System.Collections.Queue", "System.Collections.Stack", "System.Collections.SortedList", "System.Collections.BitArray",
        "System.Text.StringBuilder",
    };

    private static readonly HashSet<string> s_concurrent = new(StringComparer.Ordinal)
    {
        "System.Collections.Concurrent.ConcurrentBag", "System.Collections.Concurrent.ConcurrentDictionary",
        "System.Collections.Concurrent.ConcurrentQueue", "System.Collections.Concurrent.ConcurrentStack",
        "System.Collections.Concurrent.BlockingCollection",
    };

    private static readonly HashSet<string> s_changing = new(StringComparer.Ordinal)
    {
        "Add", "AddRange", "AddFirst", "AddLast", "AddBefore", "AddAfter", "AddOrUpdate", "Append", "AppendFormat", "AppendJoin", "AppendLine",
        "Clear", "Dequeue", "DequeueEnqueue", "Enqueue", "EnqueueDequeue", "EnqueueRange", "EnsureCapacity", "ExceptWith", "Insert", "InsertRange",
        "IntersectWith", "Move", "Pop", "Push", "PushRange", "Remove", "RemoveAll", "RemoveAt", "RemoveFirst", "RemoveLast", "RemoveRange", "RemoveWhere",
        "Replace", "Reverse", "Set", "SetAll", "SetAt", "SetByIndex", "Sort", "SymmetricExceptWith", "TrimExcess", "TrimToSize", "TryAdd", "TryDequeue",
        "TryPop", "TryUpdate", "UnionWith",
    };

    private static readonly HashSet<string> s_lookingUp = new(StringComparer.Ordinal)
    {
        "BinarySearch", "Contains", "ContainsKey", "Dequeue", "Exists", "Find", "FindIndex", "FindLast", "FindLastIndex", "GetOrAdd", "GetValueOrDefault", "IndexOf", "LastIndexOf", "Peek", "Pop", "TryDequeue", "TryGetAlternateLookup", "TryGetValue",
        "TryPeek", "TryPop", "TryRemove", "TryTake",
    };

    private static readonly HashSet<string> s_searching = new(StringComparer.Ordinal)
    {
        "Any", "Contains", "First", "FirstOrDefault", "Last", "LastOrDefault", "Single", "SingleOrDefault",
    };

    /// <summary>Whether only one thread at a time may change it.</summary>
    public static bool IsPlain(ITypeSymbol type) => IsAny(type, s_plain);

    /// <summary>Whether the framework documents that it may be changed at all.</summary>
    public static bool IsKnown(ITypeSymbol type) => IsPlain(type) || IsAny(type, s_concurrent);

    public static bool Changes(IMethodSymbol method) => s_changing.Contains(method.Name);

    public static bool LooksUp(IMethodSymbol method) => s_lookingUp.Contains(method.Name);

    /// <summary>The collection that a call works on: its receiver, or the first argument of an extension for collections.</summary>
    public static IOperation? Receiver(IInvocationOperation call) =>
        call.Instance
        ?? (call.TargetMethod.IsExtensionMethod && call.TargetMethod.ContainingType.Name == "CollectionExtensions" && call.Arguments.Length > 0
            ? call.Arguments[0].Value
            : null);

    /// <summary>The collection that LINQ looks for something in.</summary>
    public static IOperation? Searched(IInvocationOperation call) =>
        call.Arguments.Length == 2 && s_searching.Contains(call.TargetMethod.Name) && call.TargetMethod.ContainingType.Is("System.Linq.Enumerable")
            ? call.Arguments[0].Value is IConversionOperation conversion ? conversion.Operand : call.Arguments[0].Value
            : null;

    private static bool IsAny(ITypeSymbol type, HashSet<string> names)
    {
        for (INamedTypeSymbol? named = type as INamedTypeSymbol; named is { SpecialType: SpecialType.None }; named = named.BaseType)
        {
            if (names.Contains($"{named.ContainingNamespace.ToDisplayString()}.{named.Name}"))
            {
                return true;
            }
        }

        return false;
    }
}
