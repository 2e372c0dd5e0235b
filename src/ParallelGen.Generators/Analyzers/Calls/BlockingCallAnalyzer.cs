using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ParallelGen.Generators.Parsing;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Analyzers.Calls;

/// <summary>
/// PGEN303: a method that runs in a pool blocks on a generated call, itself or in a private method of its type that it calls. Silent
/// where the thread or the process belongs to the call alone; what blocks an event loop is PGEN205.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BlockingCallAnalyzer : CallAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptors.BlocksOnGeneratedCall);

    private protected override void Start(CompilationStartAnalysisContext context) =>
        context.RegisterSymbolStartAction(StartType, SymbolKind.NamedType);

    private static void StartType(SymbolStartAnalysisContext context)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        List<IMethodSymbol> pooled = type.GetMembers().OfType<IMethodSymbol>().Where(m => Holds(m) is not null).ToList();
        if (pooled.Count == 0)
        {
            return;
        }

        // Of the bodies of this type, those of nested types aside: who calls which private method, and who blocks where.
        ConcurrentQueue<(ISymbol Caller, IMethodSymbol Called)> calls = new();
        ConcurrentQueue<(ISymbol Method, IOperation Blocking, IInvocationOperation On)> blocks = new();
        context.RegisterOperationAction(
            operation =>
            {
                if (!SymbolEqualityComparer.Default.Equals(operation.ContainingSymbol.ContainingType, type))
                {
                    return;
                }

                if (BlockedCalls.BlockedOn(operation.Operation) is { } on)
                {
                    blocks.Enqueue((operation.ContainingSymbol, operation.Operation, on));
                }
                else if (operation.Operation is IInvocationOperation call && IsHelper(call.TargetMethod, type))
                {
                    calls.Enqueue((operation.ContainingSymbol, call.TargetMethod.OriginalDefinition));
                }
            },
            OperationKind.Invocation,
            OperationKind.PropertyReference);
        context.RegisterSymbolEndAction(end => Report(end, pooled, calls.ToList(), blocks.ToList()));
    }

    /// <summary>What a call of the method holds that others of its pool wait for; null if nothing.</summary>
    private static string? Holds(IMethodSymbol method) => method.RunOn() is { } attribute
        ? MethodSource.ModelOf(attribute) switch
        {
            KnownNames.Models.ThreadPool => "a thread",
            KnownNames.Models.ProcessPool => "a worker",
            _ => null,
        }
        : null;

    private static bool IsHelper(IMethodSymbol method, INamedTypeSymbol type) =>
        method.DeclaredAccessibility == Accessibility.Private
        && method.MethodKind == MethodKind.Ordinary
        && SymbolEqualityComparer.Default.Equals(method.OriginalDefinition.ContainingType, type)
        && method.RunOn() is null;

    private static void Report(
        SymbolAnalysisContext context,
        List<IMethodSymbol> pooled,
        List<(ISymbol Caller, IMethodSymbol Called)> calls,
        List<(ISymbol Method, IOperation Blocking, IInvocationOperation On)> blocks)
    {
        HashSet<IOperation> reported = new();
        foreach (IMethodSymbol method in pooled)
        {
            HashSet<ISymbol> reached = Reached(method, calls);
            foreach ((ISymbol within, IOperation blocking, IInvocationOperation on) in blocks)
            {
                if (reached.Contains(within) && reported.Add(blocking))
                {
                    context.ReportDiagnostic(Diagnostic.Create(
                        Descriptors.BlocksOnGeneratedCall, blocking.Syntax.GetLocation(), method.Name, on.TargetMethod.Name, Holds(method)));
                }
            }
        }
    }

    private static HashSet<ISymbol> Reached(IMethodSymbol method, List<(ISymbol Caller, IMethodSymbol Called)> calls)
    {
        HashSet<ISymbol> reached = new(SymbolEqualityComparer.Default) { method, method.PartialImplementationPart ?? method };
        bool grows = true;
        while (grows)
        {
            grows = false;
            foreach ((ISymbol caller, IMethodSymbol called) in calls)
            {
                grows |= reached.Contains(caller) && reached.Add(called);
            }
        }

        return reached;
    }
}
