using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using ParallelGen.Generators.Parsing;

namespace ParallelGen.CodeFixes.Support;

/// <summary>Puts an await into a method. Where the method is not asynchronous it becomes so, and its callers await it in turn.</summary>
internal static class AsyncConversion
{
    private const string Task = "System.Threading.Tasks.Task";
    private const string TaskOfT = "System.Threading.Tasks.Task`1";

    /// <summary>
    /// The expression as an await of what is made of it. Null if a function on the way up cannot become asynchronous, or the
    /// outcome does not compile.
    /// </summary>
    public static Task<Solution?> TryAsync(Document document, ExpressionSyntax expression, Func<ExpressionSyntax, ExpressionSyntax> operand, CancellationToken cancel) =>
        TryReplaceAsync(document, expression, n => Awaited((ExpressionSyntax)n, operand), cancel);

    /// <summary>The same for any node that is put in place of another and has an await in it.</summary>
    public static async Task<Solution?> TryReplaceAsync(Document document, SyntaxNode place, Func<SyntaxNode, SyntaxNode> awaiting, CancellationToken cancel) =>
        await AwaitAsync(document, place, awaiting, cancel).ConfigureAwait(false) is Solution outcome
        && await Compiles.AsBeforeAsync(document.Project.Solution, outcome, cancel).ConfigureAwait(false)
            ? outcome
            : null;

    private static async Task<Solution?> AwaitAsync(Document document, SyntaxNode place, Func<SyntaxNode, SyntaxNode> awaiting, CancellationToken cancel)
    {
        SyntaxNode? function = place.Ancestors().FirstOrDefault(n =>
            n is LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax);
        bool isAsync = function switch
        {
            AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword),
            LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword),
            MethodDeclarationSyntax method => method.Has(SyntaxKind.AsyncKeyword),
            null => true, // top-level statements
            _ => false,
        };
        if (isAsync)
        {
            SyntaxNode root = await document.RootAsync(cancel).ConfigureAwait(false);
            return document.WithSyntaxRoot(root.ReplaceNode(place, awaiting(place))).Project.Solution;
        }

        return function is MethodDeclarationSyntax declaration ? await ConvertAsync(document, declaration, place, awaiting, cancel).ConfigureAwait(false) : null;
    }

    private static async Task<Solution?> ConvertAsync(
        Document document, MethodDeclarationSyntax declaration, SyntaxNode place, Func<SyntaxNode, SyntaxNode> awaiting, CancellationToken cancel)
    {
        SemanticModel model = await document.ModelAsync(cancel).ConfigureAwait(false);
        if (model.GetDeclaredSymbol(declaration, cancel) is not IMethodSymbol method
            || !MayChange(method)
            || ReturnType(method, model.Compilation) is not ITypeSymbol returned
            || await MethodUses.FindAsync(method, document.Project.Solution, cancel).ConfigureAwait(false) is not { } uses)
        {
            return null;
        }

        Marks marks = new();
        foreach ((Document user, SimpleNameSyntax name) in uses.Where(u => !MethodUses.IsInNameOf(u.Name)))
        {
            if (MethodUses.Call(name) is not InvocationExpressionSyntax call)
            {
                return null;
            }

            marks.Add(user.Id, call);
        }

        SyntaxAnnotation body = marks.Add(document.Id, place);
        SyntaxAnnotation head = marks.Add(document.Id, declaration);
        Solution solution = await marks.ApplyAsync(document.Project.Solution, cancel).ConfigureAwait(false);
        solution = await ReplaceAsync(solution, document.Id, body, awaiting, cancel).ConfigureAwait(false);
        SyntaxNode type = SyntaxGenerator.GetGenerator(document).TypeExpression(returned);
        solution = await ReplaceAsync(solution, document.Id, head, n => MakeAsync((MethodDeclarationSyntax)n, (TypeSyntax)type), cancel).ConfigureAwait(false);
        return await AwaitCallsAsync(solution, marks.Except(body, head), cancel).ConfigureAwait(false);
    }

    private static async Task<Solution?> AwaitCallsAsync(Solution? solution, IEnumerable<(DocumentId Document, SyntaxAnnotation Mark)> calls, CancellationToken cancel)
    {
        foreach ((DocumentId user, SyntaxAnnotation mark) in calls)
        {
            Document there = solution!.GetDocument(user)!;
            SyntaxNode root = await there.RootAsync(cancel).ConfigureAwait(false);
            ExpressionSyntax call = (ExpressionSyntax)root.GetAnnotatedNodes(mark).Single();
            solution = await AwaitAsync(there, call, n => Awaited((ExpressionSyntax)n, c => c), cancel).ConfigureAwait(false);
            if (solution is null)
            {
                return null;
            }
        }

        return solution;
    }

    private static async Task<Solution> ReplaceAsync(Solution solution, DocumentId document, SyntaxAnnotation mark, Func<SyntaxNode, SyntaxNode> replacement, CancellationToken cancel)
    {
        SyntaxNode root = await solution.GetDocument(document)!.RootAsync(cancel).ConfigureAwait(false);
        SyntaxNode node = root.GetAnnotatedNodes(mark).Single();
        return solution.WithDocumentSyntaxRoot(document, root.ReplaceNode(node, replacement(node)));
    }

    /// <summary>
    /// Others may call a public method; an annotated one is called through its generated members, which stay as they are. What an
    /// asynchronous method of a struct writes to its object, it writes to a copy.
    /// </summary>
    private static bool MayChange(IMethodSymbol method) =>
        !MethodUses.IsBound(method) && !method.IsIterator
        && (method.IsStatic || method.IsReadOnly || !method.ContainingType.IsValueType)
        && (method.RunOn() is not null || !IsPublic(method));

    private static bool IsPublic(ISymbol symbol)
    {
        for (ISymbol? level = symbol; level is not null and not INamespaceSymbol; level = level.ContainingSymbol)
        {
            if (level.DeclaredAccessibility is Accessibility.Private or Accessibility.Internal or Accessibility.ProtectedAndInternal)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Null for a method that returns a task or a sequence already: its body makes that itself.</summary>
    private static ITypeSymbol? ReturnType(IMethodSymbol method, Compilation compilation) => method switch
    {
        { ReturnsVoid: true } => compilation.GetTypeByMetadataName(Task),
        _ when method.ReturnType.Name is "Task" or "ValueTask" || ReturnParser.IsSequence(method) => null,
        _ => compilation.GetTypeByMetadataName(TaskOfT)?.Construct(method.ReturnType),
    };

    private static MethodDeclarationSyntax MakeAsync(MethodDeclarationSyntax declaration, TypeSyntax type) =>
        Modifiers.MakeAsync(declaration.WithReturnType(type.WithTriviaFrom(declaration.ReturnType)));

    private static ExpressionSyntax Awaited(ExpressionSyntax expression, Func<ExpressionSyntax, ExpressionSyntax> operand)
    {
        SyntaxToken keyword = SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        ExpressionSyntax awaited = SyntaxFactory.AwaitExpression(keyword, operand(expression).WithoutTrivia());
        bool isOperand = expression.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression == expression,
            ElementAccessExpressionSyntax access => access.Expression == expression,
            ConditionalAccessExpressionSyntax access => access.Expression == expression,
            InvocationExpressionSyntax call => call.Expression == expression,
            PostfixUnaryExpressionSyntax => true,
            _ => false,
        };
        return (isOperand ? SyntaxFactory.ParenthesizedExpression(awaited) : awaited).WithTriviaFrom(expression);
    }
}
