using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ParallelGen.Generators.Parsing;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Analyzers;

/// <summary>Says why an annotated method, or a named exception class, is not generated for: the problems that the generator's own parsers find, with true locations.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RunOnAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Descriptors.OfTheParser;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        // An annotated method in a file marked as generated is generated for like any other, so it is told of problems like any other.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterSymbolAction(AnalyzeMethod, SymbolKind.Method);
        context.RegisterSyntaxNodeAction(AnalyzeFile, SyntaxKind.CompilationUnit);
        // Functions inside bodies are no symbols that an action is called for.
        context.RegisterSyntaxNodeAction(
            AnalyzeInnerFunction,
            SyntaxKind.LocalFunctionStatement,
            SyntaxKind.ParenthesizedLambdaExpression,
            SyntaxKind.SimpleLambdaExpression,
            SyntaxKind.AnonymousMethodExpression);
    }

    private static void AnalyzeMethod(SymbolAnalysisContext context)
    {
        IMethodSymbol method = (IMethodSymbol)context.Symbol;
        // The two parts of a partial method share their attributes; what the compiler makes of an extension block has copies.
        if (method.PartialDefinitionPart is not null || method.IsImplicitlyDeclared)
        {
            return;
        }

        AnalyzeAttributes(method, context.Compilation, context.ReportDiagnostic, context.CancellationToken);
    }

    /// <summary>The attributes of the assembly, each with the file that it stands in.</summary>
    private static void AnalyzeFile(SyntaxNodeAnalysisContext context)
    {
        if (((CompilationUnitSyntax)context.Node).AttributeLists.Count == 0)
        {
            return;
        }

        foreach (AttributeData attribute in context.Compilation.Assembly.GetAttributes())
        {
            if (attribute.ApplicationSyntaxReference?.SyntaxTree == context.Node.SyntaxTree
                && attribute.AttributeClass.Is(KnownNames.Types.WireExceptionAttribute)
                && WireExceptionParser.Check(attribute, context.Compilation, context.CancellationToken) is { } problem)
            {
                context.ReportDiagnostic(problem.ToDiagnostic());
            }
        }
    }

    private static void AnalyzeInnerFunction(SyntaxNodeAnalysisContext context)
    {
        SyntaxList<AttributeListSyntax> attributes = context.Node switch
        {
            LocalFunctionStatementSyntax local => local.AttributeLists,
            LambdaExpressionSyntax lambda => lambda.AttributeLists,
            _ => default,
        };
        if (attributes.Count == 0)
        {
            return;
        }

        ISymbol? symbol = context.Node is LocalFunctionStatementSyntax
            ? context.SemanticModel.GetDeclaredSymbol(context.Node, context.CancellationToken)
            : context.SemanticModel.GetSymbolInfo(context.Node, context.CancellationToken).Symbol;
        if (symbol is IMethodSymbol method)
        {
            AnalyzeAttributes(method, context.Compilation, context.ReportDiagnostic, context.CancellationToken);
        }
    }

    private static void AnalyzeAttributes(IMethodSymbol method, Compilation compilation, Action<Diagnostic> report, CancellationToken cancel)
    {
        foreach (AttributeData attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass.Is(KnownNames.Types.RunOnAttribute))
            {
                Report(MethodParser.Parse(method, attribute, compilation, cancel).Problems, report);
            }
            else if (attribute.AttributeClass.Is(KnownNames.Types.WorkerInitializerAttribute))
            {
                ProblemList problems = new();
                InitializerParser.Check(new MethodSource(method, attribute, compilation, problems, cancel), cancel);
                Report(problems.Items, report);
            }
        }
    }

    private static void Report(IReadOnlyList<Problem> problems, Action<Diagnostic> report)
    {
        foreach (Problem problem in problems)
        {
            report(problem.ToDiagnostic());
        }
    }
}
