using ParallelGen.Generators.Model;

namespace ParallelGen.Generators.Parsing;

/// <summary>The overloads of the generated member for many calls.</summary>
internal static class BatchParser
{
    private const string From = "global::" + KnownNames.Members.FromInputs;
    private const string Repeat = "global::" + KnownNames.Members.RepeatInput;

    /// <summary>
    /// Required parameters vary from item to item and optional ones are shared, so that adding one breaks no caller; where
    /// there are any, further overloads let them vary too.
    /// </summary>
    public static EquatableArray<BatchModel> Parse(IReadOnlyList<OrdinaryParameter> all, InputTuple input)
    {
        OrdinaryParameter[] required = all.Where(p => !p.IsOptional).ToArray();
        OrdinaryParameter[] shared = all.Where(p => p.IsOptional).ToArray();
        List<BatchModel> overloads = new();
        if (required.Length == 0)
        {
            overloads.Add(Count(all, input));
        }
        else
        {
            AddPair(overloads, all, required, shared, input);
        }

        if (shared.Length > 0)
        {
            AddPair(overloads, all, all, Array.Empty<OrdinaryParameter>(), input);
        }

        return overloads.ToEquatableArray();
    }

    private static BatchModel Count(IReadOnlyList<OrdinaryParameter> shared, InputTuple input)
    {
        string count = InputTuple.Unique("count", Names(shared));
        string value = InputTuple.Expression(shared.Select(p => p.Name).ToArray());
        return new BatchModel(
            BatchSourceKind.Count,
            count,
            Declarations("int " + count, shared),
            EquatableArray<string>.Empty,
            shared.Select(p => p.PlainName).ToEquatableArray(),
            $"{Repeat}<{input.TypeName}>({value}, {count})");
    }

    private static void AddPair(
        List<BatchModel> overloads, IReadOnlyList<OrdinaryParameter> all, IReadOnlyList<OrdinaryParameter> varying,
        OrdinaryParameter[] shared, InputTuple input)
    {
        InputTuple item = new(varying);
        List<string> taken = Names(shared);
        string inputs = InputTuple.Unique("inputs", taken);
        string source = shared.Length == 0
            ? $"{From}<{input.TypeName}>({inputs})"
            : $"{From}<{item.TypeName}, {input.TypeName}>({inputs}, {Selector(all, varying, item, taken)})";
        EquatableArray<string> varyingNames = Names(varying).ToEquatableArray();
        EquatableArray<string> sharedNames = shared.Select(p => p.PlainName).ToEquatableArray();
        overloads.Add(new BatchModel(
            BatchSourceKind.Sequence,
            inputs,
            Declarations($"global::System.Collections.Generic.IEnumerable<{item.TypeName}> {inputs}", shared),
            varyingNames,
            sharedNames,
            source));
        overloads.Add(new BatchModel(
            BatchSourceKind.AsyncSequence,
            inputs,
            Declarations($"global::System.Collections.Generic.IAsyncEnumerable<{item.TypeName}> {inputs}", shared),
            varyingNames,
            sharedNames,
            source));
    }

    /// <summary>The lambda that adds the shared values to an item.</summary>
    private static string Selector(
        IReadOnlyList<OrdinaryParameter> all, IReadOnlyList<OrdinaryParameter> varying, InputTuple item, List<string> taken)
    {
        string name = InputTuple.Unique("item", taken);
        int next = 0;
        List<string> values = new();
        foreach (OrdinaryParameter parameter in all)
        {
            bool varies = next < varying.Count && ReferenceEquals(varying[next], parameter);
            values.Add(varies ? item.Access(name, next++) : parameter.Name);
        }

        return $"{name} => {InputTuple.Expression(values)}";
    }

    private static EquatableArray<string> Declarations(string source, IReadOnlyList<OrdinaryParameter> shared) =>
        new[] { source }.Concat(shared.Select(p => p.SharedDeclaration)).ToEquatableArray();

    private static List<string> Names(IReadOnlyList<OrdinaryParameter> parameters) => parameters.Select(p => p.PlainName).ToList();
}
