using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ParallelGen;

namespace Quickstart;

/// <summary>A file, and the name to show for it.</summary>
public sealed record SourceFile(string Name, string Path);

/// <summary>What was measured in one file.</summary>
public sealed record FileMetrics(int Lines, IReadOnlyList<MethodMetrics> Methods);

/// <summary>A method, where it begins, and how many independent paths lead through it.</summary>
public sealed record MethodMetrics(string Name, int Line, int Complexity);

/// <summary>Measures C# files. An ordinary class: the attribute adds <c>MeasureAsync</c> and <c>MeasureAll</c>.</summary>
public static partial class Metrics
{
    /// <summary>Measures one file.</summary>
    /// <exception cref="NotCSharpException">The file is not C#.</exception>
    [RunOn(Model.ProcessPool)]
    public static FileMetrics Measure(SourceFile file, CancellationToken cancel = default)
    {
        string text = File.ReadAllText(file.Path);
        SyntaxTree tree = CSharpSyntaxTree.ParseText(text, cancellationToken: cancel);
        if (tree.GetDiagnostics(cancel).FirstOrDefault(problem => problem.Severity == DiagnosticSeverity.Error) is { } problem)
        {
            throw new NotCSharpException(LineOf(problem.Location), problem.GetMessage(CultureInfo.InvariantCulture));
        }

        var methods = new List<MethodMetrics>();
        CountBranches(tree.GetRoot(cancel), methods);
        return new FileMetrics(text.AsSpan().Count('\n'), methods);
    }

    /// <summary>
    /// A plain recursive walk, as most people write it. A tree that is deep enough overflows the stack, which no
    /// <c>catch</c> can stop: the process dies. Here it is a worker process.
    /// </summary>
    /// <returns>The branches below the node that belong to no method yet.</returns>
    private static int CountBranches(SyntaxNode node, List<MethodMetrics> methods)
    {
        int branches = IsBranch(node) ? 1 : 0;
        foreach (SyntaxNode child in node.ChildNodes())
        {
            branches += CountBranches(child, methods);
        }

        if (node is not MethodDeclarationSyntax method)
        {
            return branches;
        }

        methods.Add(new MethodMetrics(method.Identifier.Text, LineOf(method.Identifier.GetLocation()), 1 + branches));
        return 0;
    }

    private static bool IsBranch(SyntaxNode node) => node is not SwitchExpressionArmSyntax { Pattern: DiscardPatternSyntax } && node.Kind() is
        SyntaxKind.IfStatement or SyntaxKind.WhileStatement or SyntaxKind.DoStatement or SyntaxKind.ForStatement or
        SyntaxKind.ForEachStatement or SyntaxKind.ForEachVariableStatement or SyntaxKind.CaseSwitchLabel or
        SyntaxKind.CasePatternSwitchLabel or SyntaxKind.SwitchExpressionArm or SyntaxKind.CatchClause or
        SyntaxKind.ConditionalExpression or SyntaxKind.CoalesceExpression or
        SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression;

    private static int LineOf(Location location) => location.GetLineSpan().StartLinePosition.Line + 1;
}
