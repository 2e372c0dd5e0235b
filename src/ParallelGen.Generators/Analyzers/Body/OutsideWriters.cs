using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>Who writes some static state outside of worker code. Only bodies that mention one of the names are read.</summary>
internal sealed class OutsideWriters
{
    private readonly Dictionary<(ISymbol, ISymbol), string> _writers = new();
    private readonly HashSet<string> _names;
    private readonly WorkerCode _code;
    private readonly BodyMap _map;

    private OutsideWriters(IEnumerable<SharedState> states, WorkerCode code, BodyMap map)
    {
        _names = new HashSet<string>(states.Select(NameOf), StringComparer.Ordinal);
        _code = code;
        _map = map;
    }

    public static OutsideWriters Of(IEnumerable<SharedState> states, WorkerCode code, BodyMap map)
    {
        OutsideWriters writers = new(states, code, map);
        HashSet<CodeBody> seen = new();
        foreach (SyntaxTree tree in map.Compilation.SyntaxTrees)
        {
            foreach (SyntaxToken token in tree.GetRoot(map.Cancel).DescendantTokens())
            {
                if (token.IsKind(SyntaxKind.IdentifierToken) && token.Parent is IdentifierNameSyntax && writers._names.Contains(token.ValueText)
                    && writers.BodyAround(token, tree) is { } body && seen.Add(body))
                {
                    writers.Note(body);
                }
            }
        }

        return writers;
    }

    /// <summary>The method that writes it, as messages name it; null for none.</summary>
    public string? Of(SharedState state) => _writers.TryGetValue(WorkerCode.Key(state), out string? writer) ? writer : null;

    private static string NameOf(SharedState state) =>
        state.Symbol is IFieldSymbol { AssociatedSymbol: { } property } ? property.Name : state.Symbol.Name;

    /// <summary>Null for initializers: every process has its own run of those.</summary>
    private CodeBody? BodyAround(SyntaxToken token, SyntaxTree tree)
    {
        _map.Cancel.ThrowIfCancellationRequested();
        ISymbol? symbol = _map.Model(tree).GetEnclosingSymbol(token.SpanStart, _map.Cancel);
        while (symbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction })
        {
            symbol = symbol.ContainingSymbol;
        }

        return symbol is IMethodSymbol { MethodKind: not MethodKind.StaticConstructor } method && _map.Of(method) is { } body && !_code.Has(body) ? body : null;
    }

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
