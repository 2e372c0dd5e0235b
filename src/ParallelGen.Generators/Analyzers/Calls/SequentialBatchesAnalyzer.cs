using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Analyzers.Calls;

/// <summary>
/// PGEN307: a batch is made, another is awaited, then the first: they do not overlap. Only for statements of one block that always
/// run, and silent where what the first is made from is touched in between, as by the results of the other.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SequentialBatchesAnalyzer : CallAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptors.BatchesInSequence);

    private protected override void Start(CompilationStartAnalysisContext context) =>
        context.RegisterOperationAction(Analyze, OperationKind.VariableDeclarator);

    private static void Analyze(OperationAnalysisContext context)
    {
        IVariableDeclaratorOperation made = (IVariableDeclaratorOperation)context.Operation;
        if (!Batches.IsBatch(made.Symbol.Type)
            || made.Initializer?.Value is not { } value
            || Batches.Inwards(value) is not IInvocationOperation creation
            || !Batches.IsMadeBy(creation)
            || made.Parent?.Parent is not IVariableDeclarationGroupOperation { Parent: IBlockOperation block } declaration)
        {
            return;
        }

        IOperation? awaited = null;
        foreach (IOperation statement in block.Operations.SkipWhile(o => o != declaration).Skip(1))
        {
            List<IOperation> own = statement.DescendantsAndSelf().ToList();
            if (own.OfType<ILocalReferenceOperation>().FirstOrDefault(r => Is(r.Local, made.Symbol)) is { } use)
            {
                if (awaited is not null && AlwaysRuns(statement) && IsAwaited(use, statement))
                {
                    Report(context, creation, made.Symbol, awaited);
                }

                return;
            }

            if (MakesBatchesOnly(statement))
            {
                continue;
            }

            if (Touches(own, creation))
            {
                return;
            }

            awaited ??= AlwaysRuns(statement) ? own.Find(o => Batches.IsBatch(o.Type) && (IsAwaited(o, statement) || IsEnumerated(o, statement))) : null;
        }
    }

    private static void Report(OperationAnalysisContext context, IInvocationOperation creation, ILocalSymbol made, IOperation awaited)
    {
        string start = Batches.StartOf(creation.Type);
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptors.BatchesInSequence,
            creation.Syntax.GetLocation(),
            new[] { awaited.Syntax.GetLocation() },
            CallFixKeys.With(CallFixKeys.Start, start),
            made.Name,
            start));
    }

    private static bool AlwaysRuns(IOperation statement) =>
        statement is IExpressionStatementOperation or IVariableDeclarationGroupOperation or IReturnOperation or IForEachLoopOperation;

    /// <summary>Nothing has happened behind such a statement that had not before.</summary>
    private static bool MakesBatchesOnly(IOperation statement) =>
        statement is IVariableDeclarationGroupOperation group
        && group.Declarations.SelectMany(d => d.Declarators).All(d =>
            d.Initializer?.Value is { } value && Batches.Inwards(value) is IInvocationOperation call && Batches.IsMadeBy(call));

    private static bool IsEnumerated(IOperation batch, IOperation statement) =>
        Batches.Outwards(batch) is { Parent: IForEachLoopOperation loop } value && loop == statement && loop.Collection == value;

    /// <summary>Whether the statement itself awaits the batch, and neither a function within it nor under a condition.</summary>
    private static bool IsAwaited(IOperation batch, IOperation statement)
    {
        // One that is enumerated, item by item, is not what a task could stand for.
        if (!Batches.IsRun(batch) || Batches.Outwards(batch).Parent is IForEachLoopOperation)
        {
            return false;
        }

        bool isAwaited = false;
        for (IOperation? operation = batch.Parent; operation is not null && operation != statement; operation = operation.Parent)
        {
            if (operation is IBlockOperation or IAnonymousFunctionOperation or IConditionalOperation or ICoalesceOperation or IConditionalAccessOperation or ISwitchExpressionOperation)
            {
                return false;
            }

            isAwaited |= operation is IAwaitOperation;
        }

        return isAwaited;
    }

    /// <summary>Whether anything that the batch is made from is mentioned.</summary>
    private static bool Touches(List<IOperation> statement, IInvocationOperation creation)
    {
        HashSet<ISymbol> sources = new(creation.Descendants().Select(SymbolOf).OfType<ISymbol>(), SymbolEqualityComparer.Default);
        return statement.Select(SymbolOf).OfType<ISymbol>().Any(sources.Contains);
    }

    private static ISymbol? SymbolOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member => member.Member,
        _ => null,
    };

    private static bool Is(ISymbol symbol, ISymbol other) => SymbolEqualityComparer.Default.Equals(symbol, other);
}
