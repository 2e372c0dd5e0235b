using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ParallelGen.Benchmarks.Peers;

/// <summary>The raw results, from which tables and charts are made.</summary>
internal sealed record ResultFile
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The machine and the versions, as names and values.</summary>
    public required IReadOnlyDictionary<string, string> Machine { get; init; }

    public required IReadOnlyList<CaseResult> Cases { get; init; }

    public static async Task<ResultFile> ReadAsync(string path)
    {
        await using FileStream file = File.OpenRead(path);
        return await JsonSerializer.DeserializeAsync<ResultFile>(file, s_json)
            ?? throw new FormatException($"{path} holds no results.");
    }

    /// <summary>
    /// Puts the case in the place of the one of the same name, in the given order, and keeps the others: a run of a few cases does not
    /// lose the rest. A case as a whole is always of one run.
    /// </summary>
    public ResultFile With(CaseResult measured, IReadOnlyDictionary<string, string> machine, IReadOnlyList<string> order)
    {
        IEnumerable<CaseResult> kept = Cases.Where(old => old.Name != measured.Name);
        return this with
        {
            Machine = Machine.Concat(machine).GroupBy(fact => fact.Key).ToDictionary(fact => fact.Key, fact => fact.Last().Value),
            Cases = [.. kept.Append(measured).OrderBy(result => order.ToList().IndexOf(result.Name))],
        };
    }

    public async Task WriteAsync(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(this, s_json) + "\n");
    }
}
