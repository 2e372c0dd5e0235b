using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ParallelGen.Generators.Tests.Corpus;

/// <summary>
/// Puts <c>[RunOn]</c> on the static methods of ordinary code, and makes the types around them partial. Lines stay where they are.
/// A method that does not compile as it is, for lack of a reference or another generator, is left alone.
/// </summary>
internal sealed class Sprinkler : CSharpSyntaxRewriter
{
    /// <summary>The models in turn.</summary>
    public static readonly string[] Models = ["ProcessPool", "ThreadPool", "EventLoop", "Process", "Thread"];

    private readonly int _round;
    private readonly TextSpan[] _broken;

    private Sprinkler(int round, IEnumerable<TextSpan> broken)
    {
        _round = round;
        _broken = [.. broken];
    }

    /// <summary>How many methods were annotated.</summary>
    private int Count { get; set; }

    /// <summary>The same project with the attribute everywhere, and how often. The rounds 0 to 4 give every method every model.</summary>
    public static (CSharpCompilation Compilation, int Methods) Sprinkle(CSharpCompilation compilation, int round, IReadOnlyList<Diagnostic> errors)
    {
        ILookup<SyntaxTree?, TextSpan> broken = errors.ToLookup(e => e.Location.SourceTree, e => e.Location.SourceSpan);
        int methods = 0;
        List<SyntaxTree> trees = [];
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            Sprinkler sprinkler = new(round, broken[tree]);
            trees.Add(tree.WithRootAndOptions(sprinkler.Visit(tree.GetRoot()), tree.Options));
            methods += sprinkler.Count;
        }

        return (compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(trees), methods);
    }

    public override SyntaxNode? VisitClassDeclaration(ClassDeclarationSyntax node) => Open(node, base.VisitClassDeclaration);

    public override SyntaxNode? VisitStructDeclaration(StructDeclarationSyntax node) => Open(node, base.VisitStructDeclaration);

    public override SyntaxNode? VisitRecordDeclaration(RecordDeclarationSyntax node) => Open(node, base.VisitRecordDeclaration);

    public override SyntaxNode? VisitInterfaceDeclaration(InterfaceDeclarationSyntax node) => node;

    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        if (!IsSuitable(node))
        {
            return node;
        }

        // By its name, so that a method keeps its model when others come and go.
        string model = Models[(node.Identifier.ValueText.Sum(letter => letter) + _round) % Models.Length];
        Count++;
        SyntaxTriviaList leading = node.GetLeadingTrivia();
        MethodDeclarationSyntax bare = node.WithLeadingTrivia();
        AttributeListSyntax attribute = SyntaxFactory.AttributeList([SyntaxFactory.Attribute(
            SyntaxFactory.ParseName("global::ParallelGen.RunOn"),
            SyntaxFactory.ParseAttributeArgumentList("(global::ParallelGen.Model." + model + ")"))]);
        return bare.WithAttributeLists(bare.AttributeLists.Insert(0, attribute.WithLeadingTrivia(leading).WithTrailingTrivia(SyntaxFactory.Space)));
    }

    /// <summary>A type is made partial where something inside it was annotated; members of one that cannot be are left alone.</summary>
    private SyntaxNode? Open<T>(T node, Func<T, SyntaxNode?> visit) where T : TypeDeclarationSyntax
    {
        if (node.TypeParameterList is not null || node.Modifiers.Any(SyntaxKind.FileKeyword))
        {
            return node;
        }

        int before = Count;
        TypeDeclarationSyntax visited = (TypeDeclarationSyntax)visit(node)!;
        if (Count == before || visited.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            return visited;
        }

        SyntaxToken partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        if (visited.Modifiers.Count > 0)
        {
            return visited.WithModifiers(visited.Modifiers.Add(partial));
        }

        SyntaxToken keyword = visited.Keyword;
        return visited.WithKeyword(keyword.WithLeadingTrivia()).WithModifiers([partial.WithLeadingTrivia(keyword.LeadingTrivia)]);
    }

    private bool IsSuitable(MethodDeclarationSyntax method) =>
        method.Modifiers.Any(SyntaxKind.StaticKeyword)
        && !method.Modifiers.Any(SyntaxKind.PartialKeyword)
        && !method.Modifiers.Any(SyntaxKind.ExternKeyword)
        && (method.Body is not null || method.ExpressionBody is not null)
        && method.TypeParameterList is null
        && method.ReturnType is not RefTypeSyntax
        && method.ParameterList.Parameters.All(p => !p.Modifiers.Any(m => m.Kind() is SyntaxKind.RefKeyword or SyntaxKind.OutKeyword or SyntaxKind.InKeyword))
        && !method.AttributeLists.SelectMany(l => l.Attributes).Any(a => a.Name.ToString() is var name && (name.EndsWith("RunOn", StringComparison.Ordinal) || name.EndsWith("Initializer", StringComparison.Ordinal)))
        && !_broken.Any(span => method.FullSpan.IntersectsWith(span));
}
