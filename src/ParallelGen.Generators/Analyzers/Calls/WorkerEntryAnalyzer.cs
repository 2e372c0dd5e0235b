using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ParallelGen.Generators.Parsing;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Analyzers.Calls;

/// <summary>
/// PGEN304: an application that is trimmed, compiled ahead of time, or closed to startup hooks uses a process model, and has no entry
/// for its workers. Said once, where Main begins: there the entry belongs.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WorkerEntryAnalyzer : CallAnalyzer
{
    private const string Runtime = "ParallelGen.ParallelRuntime";
    private const string RunIfWorker = "RunIfWorker";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptors.NoWorkerEntry);

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        // A library leaves it to the application.
        if (PublishedApplication.WithoutWorkerEntry(context.Options.AnalyzerConfigOptionsProvider.GlobalOptions) is not { } property
            || context.Compilation.GetEntryPoint(context.CancellationToken) is not { } main)
        {
            return;
        }

        ConcurrentQueue<string> users = new();
        ConcurrentQueue<bool> entries = new();
        context.RegisterSymbolAction(
            symbol =>
            {
                if (RunsInProcesses((IMethodSymbol)symbol.Symbol))
                {
                    users.Enqueue(symbol.Symbol.Name);
                }
            },
            SymbolKind.Method);
        context.RegisterOperationAction(
            operation =>
            {
                IMethodSymbol called = ((IInvocationOperation)operation.Operation).TargetMethod;
                if (called.Name == RunIfWorker && called.ContainingType.Is(Runtime))
                {
                    entries.Enqueue(true);
                }
                else if (AnnotatedOf(called) is { } annotated)
                {
                    users.Enqueue(annotated.Name);
                }
            },
            OperationKind.Invocation);
        context.RegisterCompilationEndAction(end =>
        {
            if (!users.IsEmpty && entries.IsEmpty)
            {
                Report(end, main, property, users.OrderBy(u => u, StringComparer.Ordinal).First());
            }
        });
    }

    private static void Report(CompilationAnalysisContext context, IMethodSymbol main, string property, string user)
    {
        string entry = $"if ({Runtime}.{RunIfWorker}()) {Leave(main)}";
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptors.NoWorkerEntry,
            LocationOf(main, context.CancellationToken),
            CallFixKeys.With(CallFixKeys.Entry, entry),
            user, property, entry));
    }

    /// <summary>The statement that ends such a Main well.</summary>
    private static string Leave(IMethodSymbol main)
    {
        const string Task = "System.Threading.Tasks.Task";
        bool isTask = main.ReturnType.SpecialType == SpecialType.None && !main.IsAsync;
        return main.ReturnType switch
        {
            INamedTypeSymbol { Arity: 1 } => isTask ? $"return {Task}.FromResult(0);" : "return 0;",
            { SpecialType: SpecialType.System_Int32 } => "return 0;",
            _ => isTask ? $"return {Task}.CompletedTask;" : "return;",
        };
    }

    /// <summary>The identifier of Main, or the first of the top-level statements.</summary>
    private static Location LocationOf(IMethodSymbol main, CancellationToken cancel) =>
        main.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancel) is CompilationUnitSyntax file
        && file.Members.OfType<GlobalStatementSyntax>().FirstOrDefault() is { } first
            ? first.GetLocation()
            : main.Locations[0];

    private static bool RunsInProcesses(IMethodSymbol method) =>
        method.RunOn() is { } attribute && MethodSource.IsOfProcesses(MethodSource.ModelOf(attribute));

    /// <summary>The method of a library, perhaps, whose generated member this is, if that runs in other processes.</summary>
    private static IMethodSymbol? AnnotatedOf(IMethodSymbol called)
    {
        if (called.ContainingType is null || !called.IsGenerated())
        {
            return null;
        }

        return called.ContainingType.OriginalDefinition.GetMembers().OfType<IMethodSymbol>()
            .FirstOrDefault(m => RunsInProcesses(m) && NameParser.Names(m) is var names && (names.One == called.Name || names.Many == called.Name));
    }
}
