using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ParallelGen.Generators.Parsing;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>Which static state is read outside of worker code. What cannot be told counts as read.</summary>
internal sealed class OutsideReaders
{
    private readonly HashSet<ISymbol> _read = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<(ISymbol, ISymbol), List<ISymbol>> _helpers;
    private readonly bool _isLibrary;

    private OutsideReaders(Dictionary<(ISymbol, ISymbol), List<ISymbol>> helpers, bool isLibrary)
    {
        _helpers = helpers;
        _isLibrary = isLibrary;
    }

    public static OutsideReaders Of(IReadOnlyCollection<SharedState> states, WorkerCode code, BodyMap map)
    {
        Dictionary<(ISymbol, ISymbol), List<ISymbol>> helpers = new();
        HashSet<ISymbol> asked = new(SymbolEqualityComparer.Default);
        HashSet<ISymbol> values = new(states.Select(s => s.Symbol), SymbolEqualityComparer.Default);
        foreach (SharedState state in states.Where(s => !helpers.ContainsKey(WorkerCode.Key(s))))
        {
            List<ISymbol> readers = code.PlainReaders(state, map);
            helpers.Add(WorkerCode.Key(state), readers);
            asked.UnionWith(readers.Append(state.Symbol).Append(state.Root));
        }

        OutsideReaders found = new(helpers, map.Compilation.Options.OutputKind is OutputKind.DynamicallyLinkedLibrary or OutputKind.NetModule);
        HashSet<string> names = new(asked.Select(s => s.Name), StringComparer.Ordinal);
        foreach (Mention mention in OutsideCode.Mentions(names, code, map))
        {
            ISymbol? symbol = mention.Model.GetSymbolInfo(mention.Name, map.Cancel).Symbol;
            symbol = ((symbol as IMethodSymbol)?.ReducedFrom ?? symbol)?.OriginalDefinition;
            if (symbol is not null && asked.Contains(symbol) && !found._read.Contains(symbol) && IsRead(mention, symbol, values, map.Cancel))
            {
                found._read.Add(symbol);
            }
        }

        return found;
    }

    /// <summary>Whether other code than that of workers reads it, also through a helper that workers call too; or may, since other assemblies can.</summary>
    public bool Has(SharedState state) =>
        (_isLibrary && IsOpen(state.Symbol) && IsOpen(state.Root))
        || _read.Contains(state.Symbol)
        || _read.Contains(state.Root)
        || _helpers[WorkerCode.Key(state)].Any(_read.Contains);

    private static bool IsOpen(ISymbol symbol)
    {
        for (ISymbol? scope = symbol; scope is not null and not INamespaceSymbol; scope = scope.ContainingSymbol)
        {
            if (scope.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsRead(Mention mention, ISymbol symbol, HashSet<ISymbol> values, CancellationToken cancel) =>
        symbol is IMethodSymbol
        || (mention.Model.GetOperation(mention.Expression, cancel) is { } operation
            // Of s_box.Count it is the second name that is asked about, unless the box itself is written.
            && (values.Contains(symbol) || operation.Parent is not IMemberReferenceOperation member || member.Instance != operation || IsElement(member))
            && IsRead(operation));

    /// <summary>Whether the value goes anywhere.</summary>
    private static bool IsRead(IOperation value) => value.Parent switch
    {
        INameOfOperation => false,
        IMemberReferenceOperation or IArrayElementReferenceOperation when IsElement(value.Parent) => IsRead(value.Parent),
        ISimpleAssignmentOperation assignment => assignment.Target != value,
        IAssignmentOperation assignment => assignment.Target != value || !IsStatement(assignment),
        IIncrementOrDecrementOperation step => !IsStatement(step),
        IArgumentOperation { Parameter.RefKind: RefKind.Out } => false,
        IArgumentOperation { Parent: IInvocationOperation call } when Synchronization.IsVolatileWrite(call.TargetMethod) => false,
        IArgumentOperation { Parent: IInvocationOperation call } => !Synchronization.IsInterlocked(call.TargetMethod) || !IsStatement(call),
        IInvocationOperation call => call.Instance != value || !KnownCollections.Changes(call.TargetMethod) || !IsStatement(call),
        _ => true,
    };

    private static bool IsElement(IOperation operation) => operation is IArrayElementReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: true };

    private static bool IsStatement(IOperation operation) => operation.Parent is IExpressionStatementOperation;
}
