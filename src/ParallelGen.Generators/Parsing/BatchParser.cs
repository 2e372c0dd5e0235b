using ParallelGen.Generators.Model;

namespace ParallelGen.Generators.Parsing;

/// <summary>The overloads of the generated member for many calls.</summary>
internal sealed class BatchParser
{
    private const string From = "global::" + KnownNames.Members.FromInputs;
    private const string Repeat = "global::" + KnownNames.Members.RepeatInput;

    private readonly IReadOnlyList<InputPart> _parts;
    private readonly InputTuple _input;
    private readonly bool _copiesInstance;

    private BatchParser(IReadOnlyList<InputPart> parts, InputTuple input, bool isInStruct)
    {
        _parts = parts;
        _input = input;
        _copiesInstance = isInStruct && parts.Any(p => p.Kind == InputKind.Instance);
    }

    /// <summary>
    /// Required parameters vary from item to item and the others are shared. Optional ones are, so that adding one breaks no
    /// caller; where there are any, further overloads let them vary too.
    /// </summary>
    public static EquatableArray<BatchModel> Parse(IReadOnlyList<InputPart> parts, InputTuple input, bool isInStruct) =>
        new BatchParser(parts, input, isInStruct).Overloads().ToEquatableArray();

    private List<BatchModel> Overloads()
    {
        InputPart[] required = _parts.Where(p => p.Kind == InputKind.Required).ToArray();
        InputPart[] ordinary = _parts.Where(p => p.Kind is InputKind.Required or InputKind.Optional).ToArray();
        List<BatchModel> overloads = new();
        if (required.Length == 0)
        {
            overloads.Add(Count());
        }
        else
        {
            AddPair(overloads, required);
        }

        if (ordinary.Length > required.Length)
        {
            AddPair(overloads, ordinary);
        }

        return overloads;
    }

    private BatchModel Count()
    {
        InputPart[] shared = Shared(Array.Empty<InputPart>());
        string count = InputTuple.Unique("count", Names(shared));
        string value = InputTuple.Expression(_parts.Select(p => p.Value).ToArray());
        return new BatchModel(
            BatchSourceKind.Count,
            count,
            Declarations("int " + count, shared),
            EquatableArray<string>.Empty,
            Names(shared).ToEquatableArray(),
            null,
            $"{Repeat}<{_input.CallTypeName}>({value}, {count})");
    }

    private void AddPair(List<BatchModel> overloads, InputPart[] varying)
    {
        InputTuple item = new(varying);
        InputPart[] shared = Shared(varying);
        HashSet<string> taken = new(Names(shared), StringComparer.Ordinal);
        string inputs = Take("inputs", taken);
        bool addsToItems = varying.Length < _parts.Count;
        string? instance = addsToItems && _copiesInstance ? Take("self", taken) : null;
        string source = addsToItems
            ? $"{From}<{item.CallTypeName}, {_input.CallTypeName}>({inputs}, {Selector(varying, item, instance, Take("item", taken))})"
            : $"{From}<{_input.CallTypeName}>({inputs})";
        foreach ((BatchSourceKind kind, string sequence) in new[]
        {
            (BatchSourceKind.Sequence, "IEnumerable"), (BatchSourceKind.AsyncSequence, "IAsyncEnumerable"),
        })
        {
            overloads.Add(new BatchModel(
                kind,
                inputs,
                Declarations($"global::System.Collections.Generic.{sequence}<{item.TypeName}> {inputs}", shared),
                Names(varying).ToEquatableArray(),
                Names(shared).ToEquatableArray(),
                instance,
                source));
        }
    }

    /// <summary>The lambda that adds the object and the shared values to an item.</summary>
    private string Selector(InputPart[] varying, InputTuple item, string? instance, string name)
    {
        int next = 0;
        List<string> values = new();
        foreach (InputPart part in _parts)
        {
            bool varies = next < varying.Length && ReferenceEquals(varying[next], part);
            values.Add(varies ? item.Access(name, next++) : part.Kind == InputKind.Instance ? instance ?? part.Value : part.Value);
        }

        return $"{name} => {InputTuple.Expression(values)}";
    }

    /// <summary>What stands behind the inputs: first what must be given, the progress handler last.</summary>
    private InputPart[] Shared(InputPart[] varying) =>
        _parts.Where(p => p.Kind != InputKind.Instance && !varying.Contains(p))
            .OrderBy(p => p.Kind == InputKind.Progress ? 2 : p.IsOptional ? 1 : 0)
            .ToArray();

    private static string Take(string name, HashSet<string> taken)
    {
        string unique = InputTuple.Unique(name, taken);
        taken.Add(unique);
        return unique;
    }

    private static EquatableArray<string> Declarations(string source, IEnumerable<InputPart> shared) =>
        new[] { source }.Concat(shared.Select(p => p.SharedDeclaration)).ToEquatableArray();

    private static List<string> Names(IEnumerable<InputPart> parts) => parts.Select(p => p.PlainName).ToList();
}
