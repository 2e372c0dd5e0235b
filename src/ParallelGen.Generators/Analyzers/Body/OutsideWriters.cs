using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>Who writes some static state outside of worker code.</summary>
internal sealed class OutsideWriters
{
    private readonly Dictionary<(ISymbol, ISymbol), string> _writers = new();

    private OutsideWriters()
    {
    }

    public static OutsideWriters Of(IEnumerable<SharedState> states, WorkerCode code, BodyMap map)
    {
        OutsideWriters writers = new();
        HashSet<string> names = new(states.Select(NameOf), StringComparer.Ordinal);
        HashSet<CodeBody> seen = new();
        foreach (Mention mention in OutsideCode.Mentions(names, code, map))
        {
            if (mention.Body is { } body && seen.Add(body))
            {
                writers.Note(body);
            }
        }

        return writers;
    }

    /// <summary>The method that writes it, as messages name it; null for none.</summary>
    public string? Of(SharedState state) => _writers.TryGetValue(WorkerCode.Key(state), out string? writer) ? writer : null;

    private static string NameOf(SharedState state) =>
        state.Symbol is IFieldSymbol { AssociatedSymbol: { } property } ? property.Name : state.Symbol.Name;

    private void Note(CodeBody body)
    {
        foreach (StateAccess access in body.Accesses.Where(a => a.State.Origin == StateOrigin.Static && a.Kind.IsWrite()))
        {
            (ISymbol, ISymbol) key = WorkerCode.Key(access.State);
            if (!_writers.ContainsKey(key))
            {
                _writers.Add(key, DisplayOf(body.Method));
            }
        }
    }

    private static string DisplayOf(IMethodSymbol method) => method switch
    {
        { MethodKind: MethodKind.LocalFunction } => method.Name,
        { AssociatedSymbol: { } member } => $"{member.ContainingType.Name}.{member.Name}",
        { MethodKind: MethodKind.Constructor } => $"new {method.ContainingType.Name}",
        { Name: WellKnownMemberNames.TopLevelStatementsEntryPointMethodName } => "the program",
        _ => $"{method.ContainingType.Name}.{method.Name}",
    };
}
