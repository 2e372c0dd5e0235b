using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Analyzers.Calls;

/// <summary>PGEN301: a batch is made and dropped. Silent wherever it goes on: returned, passed, stored, captured.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BatchNeverRunAnalyzer : CallAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptors.BatchNeverRun);

    private protected override void Start(CompilationStartAnalysisContext context) =>
        context.RegisterOperationAction(Analyze, OperationKind.Invocation);

    private static void Analyze(OperationAnalysisContext context)
    {
        IInvocationOperation call = (IInvocationOperation)context.Operation;
        if (!Batches.IsMadeBy(call) && !IsPreparedAndCold(call))
        {
            return;
        }

        IOperation value = Batches.Outwards(call);
        bool isDropped = value.Parent switch
        {
            _ when Batches.IsDropped(value) => !IsExpectedToThrow(value),
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } => !IsCopyOf(target.Local, call) && IsNeverRun(target.Local, value),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => IsNeverRun(declarator.Symbol, value),
            _ => false,
        };
        if (isDropped)
        {
            string start = Batches.StartOf(Batches.IsBatch(call.Type) ? call.Type : call.TargetMethod.ContainingType);
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.BatchNeverRun, call.Syntax.GetLocation(), CallFixKeys.With(CallFixKeys.Start, start), call.TargetMethod.Name, start));
        }
    }

    /// <summary>An awaiter runs the batch already, and who asks for an enumerator knows what that is.</summary>
    private static bool IsPreparedAndCold(IInvocationOperation call) =>
        Batches.IsPreparedBy(call)
        && call.TargetMethod.Name is var name
        && (name == KnownNames.Last(KnownNames.BatchMembers.AsCompleted) || name == KnownNames.Last(KnownNames.BatchMembers.ConfigureAwait));

    /// <summary>A test of the arguments: what is called there need not run.</summary>
    private static bool IsExpectedToThrow(IOperation value)
    {
        IOperation? operation = value.Parent;
        while (operation is not null and not IAnonymousFunctionOperation)
        {
            operation = operation.Parent;
        }

        return operation?.Parent?.Parent switch
        {
            IVariableInitializerOperation => true,
            IArgumentOperation { Parent: IInvocationOperation call } =>
                call.TargetMethod.ContainingType?.Name == "Assert"
                || call.TargetMethod.Name.Contains("Throw")
                || call.TargetMethod.Name.Contains("Invoking"),
            _ => false,
        };
    }

    /// <summary>Whether nothing but the local itself ever gets what the local holds.</summary>
    private static bool IsNeverRun(ILocalSymbol local, IOperation operation)
    {
        while (operation.Parent is not null)
        {
            operation = operation.Parent;
        }

        return operation.Descendants().OfType<ILocalReferenceOperation>()
            .Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, local))
            .All(reference => IsTarget(reference) || IsChangedInPlace(reference));
    }

    private static bool IsTarget(IOperation reference) =>
        reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference && assignment.Parent is IExpressionStatementOperation;

    /// <summary><c>batch = batch.WithBuffer(9);</c></summary>
    private static bool IsChangedInPlace(ILocalReferenceOperation reference)
    {
        IOperation value = reference;
        while (value.Parent is IInvocationOperation call && call.Instance == value && Batches.IsMadeBy(call))
        {
            value = Batches.Outwards(call);
        }

        return value != reference
            && value.Parent is ISimpleAssignmentOperation { Target: ILocalReferenceOperation target }
            && SymbolEqualityComparer.Default.Equals(target.Local, reference.Local);
    }

    /// <summary>Whether the call changes what the local holds, which is reported where it was made.</summary>
    private static bool IsCopyOf(ILocalSymbol local, IInvocationOperation call)
    {
        IOperation? source = call;
        while (source is IInvocationOperation inner)
        {
            source = inner.Instance is null ? null : Batches.Inwards(inner.Instance);
        }

        return source is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local);
    }
}
