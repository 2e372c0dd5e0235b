using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>The code of a project that no worker runs. Only what mentions one of some names is looked at.</summary>
internal static class OutsideCode
{
    /// <summary>Where the names stand. Initializers do not count: every process has its own run of those.</summary>
    public static IEnumerable<Mention> Mentions(HashSet<string> names, WorkerCode code, BodyMap map)
    {
        foreach (SyntaxTree tree in map.Compilation.SyntaxTrees)
        {
            foreach (SyntaxToken token in tree.GetRoot(map.Cancel).DescendantTokens())
            {
                if (token.IsKind(SyntaxKind.IdentifierToken) && token.Parent is SimpleNameSyntax name && names.Contains(token.ValueText)
                    && Around(name, code, map) is { } mention)
                {
                    yield return mention;
                }
            }
        }
    }

    private static Mention? Around(SimpleNameSyntax name, WorkerCode code, BodyMap map)
    {
        map.Cancel.ThrowIfCancellationRequested();
        SemanticModel model = map.Model(name.SyntaxTree);
        ISymbol? symbol = model.GetEnclosingSymbol(name.SpanStart, map.Cancel);
        bool isLater = false;
        while (symbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction })
        {
            symbol = symbol.ContainingSymbol;
            isLater = true;
        }

        if (symbol is IMethodSymbol { MethodKind: not MethodKind.StaticConstructor } method)
        {
            return map.Of(method) is { } body && !code.Has(body) ? new Mention(name, model, body) : null;
        }

        return isLater ? new Mention(name, model, null) : null;
    }
}
