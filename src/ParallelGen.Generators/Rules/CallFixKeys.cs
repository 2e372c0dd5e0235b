using System.Collections.Immutable;

namespace ParallelGen.Generators.Rules;

/// <summary>What a diagnostic about calls tells a code fix: keys of its properties.</summary>
internal static class CallFixKeys
{
    /// <summary>PGEN301, PGEN307: the member that starts the batch at once, <c>ToArrayAsync</c> or <c>RunAsync</c>.</summary>
    public const string Start = "Start";

    /// <summary>PGEN305: the name of the generated member for one call, or of the stream.</summary>
    public const string Generated = "Generated";

    /// <summary>PGEN308: the name of the pool.</summary>
    public const string Pool = "Pool";

    /// <summary>PGEN304: the statement that makes a worker entry; absent where the runtime has none.</summary>
    public const string Entry = "Entry";

    /// <summary>Properties with one entry.</summary>
    public static ImmutableDictionary<string, string?> With(string key, string? value) => ImmutableDictionary<string, string?>.Empty.Add(key, value);
}
