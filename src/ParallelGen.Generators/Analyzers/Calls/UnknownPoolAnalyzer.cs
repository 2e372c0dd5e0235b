using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ParallelGen.Generators.Parsing;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Analyzers.Calls;

/// <summary>
/// PGEN308: a pool of processes is used by a name that is declared nowhere. Silent where another assembly that uses the runtime is
/// referenced, or a name is configured that is not constant: they may declare it. Loops need no declaration.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnknownPoolAnalyzer : CallAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptors.UnknownPool);

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        PoolNames names = new();
        ConcurrentQueue<(string Name, Location Location)> uses = new();
        context.RegisterOperationAction(
            operation =>
            {
                IInvocationOperation call = (IInvocationOperation)operation.Operation;
                if (PoolNames.Is(call.TargetMethod, KnownNames.Members.ConfigurePool))
                {
                    names.Configure(call);
                }
                else if (PoolNames.Is(call.TargetMethod, KnownNames.Members.GetPool) && PoolNames.NameOf(call) is { } name)
                {
                    uses.Enqueue((name, PoolNames.NameArgument(call)!.Syntax.GetLocation()));
                }
            },
            OperationKind.Invocation);
        context.RegisterSymbolAction(
            symbol =>
            {
                if (UseOf((IMethodSymbol)symbol.Symbol, symbol.Compilation, symbol.CancellationToken) is { } use)
                {
                    uses.Enqueue(use);
                }
            },
            SymbolKind.Method);
        context.RegisterCompilationEndAction(end => Report(end, names, uses));
    }

    private static (string Name, Location Location)? UseOf(IMethodSymbol method, Compilation compilation, CancellationToken cancel)
    {
        // The two parts of a partial method share their attributes.
        if (method.PartialDefinitionPart is not null || method.RunOn() is not { } attribute)
        {
            return null;
        }

        MethodSource source = new(method, attribute, compilation, new ProblemList(), cancel);
        // A blank name is the problem of that option.
        return source.CrossesProcesses && source.Option(KnownNames.Options.Pool) is string name && !string.IsNullOrWhiteSpace(name)
            ? (name, source.OptionArgument(KnownNames.Options.Pool))
            : null;
    }

    private static void Report(CompilationAnalysisContext context, PoolNames names, IEnumerable<(string Name, Location Location)> uses)
    {
        foreach ((string name, Location location) in uses)
        {
            if (names.IsUndeclared(name, context.Compilation))
            {
                context.ReportDiagnostic(Diagnostic.Create(Descriptors.UnknownPool, location, CallFixKeys.With(CallFixKeys.Pool, name), name));
            }
        }
    }
}
