using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Parsing;

/// <summary>The table of types that belong to one process, with what to send instead.</summary>
internal static class WireRefusals
{
    private const string PassResult = "Await it first, and pass its result";

    /// <summary>Classes, with everything derived from them, and structs and interfaces themselves.</summary>
    private static readonly Dictionary<string, (string Reason, string Advice)> s_table = new(StringComparer.Ordinal)
    {
        ["System.IO.Stream"] = ("an open stream belongs to one process", "Pass a path or the bytes"),
        ["System.IO.TextReader"] = ("an open reader belongs to one process", "Pass a path or the text"),
        ["System.IO.TextWriter"] = ("an open writer belongs to one process", "Return the text"),
        ["System.IO.BinaryReader"] = ("an open reader belongs to one process", "Pass a path or the bytes"),
        ["System.IO.BinaryWriter"] = ("an open writer belongs to one process", "Return the bytes"),
        ["System.IO.FileSystemInfo"] = ("it holds what this process saw of the file", "Pass its FullName"),
        ["System.Net.Sockets.Socket"] = ("an open socket belongs to one process", "Pass the endpoint and connect there"),
        ["System.Reflection.MemberInfo"] = ("it stands for code loaded into one process", "Pass a name or an enum value that selects it"),
        ["System.Reflection.Assembly"] = ("it stands for code loaded into one process", "Pass its name or path"),
        ["System.Reflection.Module"] = ("it stands for code loaded into one process", "Pass its name or path"),
        ["System.Linq.Expressions.Expression"] = ("it stands for code", "Pass the data that it needs, and build it there"),
        ["System.Threading.Tasks.Task"] = ("it stands for work of one process", PassResult),
        ["System.Threading.Tasks.ValueTask"] = ("it stands for work of one process", PassResult),
        ["System.Threading.Tasks.ValueTask`1"] = ("it stands for work of one process", PassResult),
        ["System.Threading.Thread"] = ("it stands for work of one process", "Pass the data that it works on"),
        ["System.Threading.WaitHandle"] = ("a handle belongs to one process", "Return a result in place of signalling"),
        ["System.Threading.CancellationToken"] = ("a token is carried only as a parameter of its own", "Declare a CancellationToken parameter on the method"),
        ["System.Threading.CancellationTokenSource"] = ("it signals inside one process only", "Declare a CancellationToken parameter on the method"),
        ["System.Runtime.InteropServices.SafeHandle"] = ("a handle belongs to one process", "Pass what it was opened from, and open it there"),
        ["System.Runtime.InteropServices.CriticalHandle"] = ("a handle belongs to one process", "Pass what it was opened from, and open it there"),
        ["System.Exception"] = ("an exception travels by being thrown", "Throw it from the method, or send a record of what it says"),
        ["System.IServiceProvider"] = ("services live in one process", "Pass the data, and build the services there"),
        ["System.IProgress`1"] = ("it calls back into one process", "Return the data"),
        ["System.Collections.Generic.IAsyncEnumerable`1"] = ("it stands for work of one process", "Collect it into a List<T> first"),
        ["System.Collections.Generic.IEnumerator`1"] = ("it stands for work of one process", "Collect it into a List<T> first"),
        ["System.Lazy`1"] = ("it holds code", "Pass its value"),
        ["System.Linq.IQueryable"] = ("it stands for a query of one process", "Collect it into a List<T> first"),
        ["System.Linq.IQueryable`1"] = ("it stands for a query of one process", "Collect it into a List<T> first"),
        ["System.Linq.IOrderedEnumerable`1"] = ("it stands for work of one process", "Collect it into a List<T> first"),
        ["System.Linq.IGrouping`2"] = ("it has no codec", "Pass its key and its items as a List<T>"),
        ["System.Linq.ILookup`2"] = ("it has no codec", "Pass a Dictionary<K, List<V>>"),
        ["System.Linq.Lookup`2"] = ("it has no codec", "Pass a Dictionary<K, List<V>>"),
        ["System.Collections.Concurrent.BlockingCollection`1"] = ("those who wait for its items are in one process", "Pass a List<T>"),
        ["System.Threading.Channels.Channel`2"] = ("those who wait for its items are in one process", "Pass a List<T>"),
        ["System.Threading.Channels.ChannelReader`1"] = ("those who wait for its items are in one process", "Pass a List<T>"),
        ["System.Threading.Channels.ChannelWriter`1"] = ("those who wait for its items are in one process", "Return the items as a List<T>"),
        ["System.Collections.ArrayList"] = ("its items may be of any type", "Use List<T>"),
        ["System.Collections.Hashtable"] = ("its items may be of any type", "Use Dictionary<K, V>"),
        ["System.Collections.Specialized.NameValueCollection"] = ("it has no codec", "Pass a Dictionary<string, string[]>"),
        ["System.Text.RegularExpressions.Regex"] = ("it has no codec", "Pass its pattern and options"),
        ["System.Text.Encoding"] = ("it has no codec", "Pass its WebName"),
        ["System.Globalization.CultureInfo"] = ("it has no codec", "Pass its Name"),
        ["System.Text.Json.JsonElement"] = ("it has no codec", "Pass its text as a string"),
        ["System.Text.Json.JsonDocument"] = ("it has no codec", "Pass its text as a string"),
        ["System.Text.Json.Nodes.JsonNode"] = ("it has no codec", "Pass its text as a string"),
    };

    /// <summary>Why a type cannot cross, and what to do; null for one that this table says nothing about.</summary>
    public static (string Reason, string Advice)? Find(ITypeSymbol type) => type switch
    {
        IDynamicTypeSymbol => ("its type is known at run time only", "Declare the type that it has"),
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => ("an address means nothing in another process", "Pass the data that it points to"),
        ITypeParameterSymbol => ("a type parameter may stand for any type", "Declare the type that it has"),
        { IsAnonymousType: true } => ("an anonymous type has no name to rebuild it by", "Declare a record"),
        { IsRefLikeType: true } => ("a ref struct cannot leave the stack", "Pass an array or Memory<T>"),
        { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } => ("a native-size value is an address or a handle of one process", "Pass a long, if it is a number"),
        INamedTypeSymbol { IsFileLocal: true } => ("generated files cannot name a file-local type", "Make it internal"),
        INamedTypeSymbol named when IsObsoleteError(named) => ("it is obsolete as an error, so generated code may not name it", "Pass the type that replaces it"),
        INamedTypeSymbol named => FindInTable(named),
        _ => null,
    };

    /// <summary>The error can be kept away by attributes only, which a codec shared by many methods has no reason to carry.</summary>
    private static bool IsObsoleteError(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? level = type; level is not null; level = level.ContainingType)
        {
            if (level.GetAttributes().Any(a => a.AttributeClass.Is("System.ObsoleteAttribute") && a.ConstructorArguments.Any(c => c.Value is true)))
            {
                return true;
            }
        }

        return false;
    }

    private static (string Reason, string Advice)? FindInTable(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? level = type; level is not null && level.SpecialType == SpecialType.None; level = level.BaseType)
        {
            if (WireNames.Metadata(level) is { } name && s_table.TryGetValue(name, out (string Reason, string Advice) found))
            {
                return found;
            }
        }

        return null;
    }
}
