using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ParallelGen.Generators.Parsing;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>Whether a task is known to have ended where its result is taken, so that taking it does not wait.</summary>
internal static class CompletedTasks
{
    private static readonly string[] s_questions = { "IsCompleted", "IsCompletedSuccessfully", "IsFaulted", "IsCanceled", "Status", "Exception" };

    public static bool Has(IOperation task, IOperation use, CodeBody body)
    {
        if (task is IInvocationOperation { TargetMethod: { Name: "FromResult" or "FromException" or "FromCanceled" or "WhenEach" } }
            or IPropertyReferenceOperation { Property.Name: "CompletedTask" })
        {
            return true;
        }

        if (RootOf(task) is not { } symbol)
        {
            return false;
        }

        // A variable of the function around this one was perhaps awaited there.
        if (symbol is ILocalSymbol or IParameterSymbol && !IsWithin(symbol, body.Method))
        {
            return true;
        }

        // What gives a lambda its task mostly gives it one that has ended: ContinueWith, Select after WhenAll.
        if (symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } })
        {
            return true;
        }

        HashSet<ISymbol> symbols = new(SymbolEqualityComparer.Default) { symbol };
        return AddSources(symbol, symbols, body.Root) || IsAskedFor(symbols, use, body.Root) || IsAwaited(symbols, use, body);
    }

    private static bool IsWithin(ISymbol symbol, IMethodSymbol method)
    {
        for (ISymbol? outer = symbol.ContainingSymbol; outer is IMethodSymbol around; outer = outer.ContainingSymbol)
        {
            if (Same(around.PartialDefinitionPart ?? around, method.PartialDefinitionPart ?? method))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds what the task was taken from. True where it is the result of an await.</summary>
    private static bool AddSources(ISymbol local, HashSet<ISymbol> symbols, IOperation root)
    {
        foreach (IOperation operation in root.Descendants())
        {
            if (operation is IVariableDeclaratorOperation declarator && Same(declarator.Symbol, local) && declarator.GetVariableInitializer()?.Value is { } value)
            {
                if (Plain(value) is IAwaitOperation)
                {
                    return true;
                }

                // A call makes a task of its own; an element is what its collection holds.
                if (Plain(value) is not IInvocationOperation && RootOf(value) is { } source)
                {
                    symbols.Add(source);
                }
            }
            else if (operation is ISimpleAssignmentOperation { Target: { } target, Value: { } assigned } && Same(RootOf(target), local) && Plain(assigned) is IAwaitOperation)
            {
                return true;
            }
            else if (operation is IForEachLoopOperation loop && loop.Locals.Any(l => Same(l, local)) && RootOf(loop.Collection) is { } collection)
            {
                symbols.Add(collection);
            }
        }

        return false;
    }

    private static bool IsAskedFor(HashSet<ISymbol> symbols, IOperation use, IOperation root) => root.Descendants().Any(o =>
        o is IPropertyReferenceOperation { Instance: { } instance, Property: { } property }
        && o.Syntax.SpanStart < use.Syntax.SpanStart
        && s_questions.Contains(property.Name)
        && RootOf(instance) is { } asked && symbols.Contains(asked));

    private static bool IsAwaited(HashSet<ISymbol> symbols, IOperation use, CodeBody body)
    {
        foreach (IAwaitOperation awaited in body.Awaits)
        {
            foreach ((ISymbol symbol, IOperation place) in Mentioned(awaited))
            {
                if (symbols.Contains(symbol) && Dominance.Dominates(place, use) && !IsReplaced(symbol, place, use, body.Root))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>What an await waits for: each task by itself, and the collection where it stands in a loop over one.</summary>
    private static IEnumerable<(ISymbol Symbol, IOperation Place)> Mentioned(IAwaitOperation awaited)
    {
        foreach (IOperation operation in awaited.Operation.DescendantsAndSelf())
        {
            if (Referred(operation) is not { } symbol)
            {
                continue;
            }

            yield return (symbol, awaited);
            for (IOperation? outer = awaited.Parent; outer is not null; outer = outer.Parent)
            {
                if (outer is IForEachLoopOperation loop && loop.Locals.Any(l => Same(l, symbol)) && RootOf(loop.Collection) is { } collection)
                {
                    yield return (collection, loop);
                }
            }
        }
    }

    /// <summary>Whether another task takes its place in between.</summary>
    private static bool IsReplaced(ISymbol symbol, IOperation after, IOperation before, IOperation root) => root.Descendants().Any(o =>
        o is ISimpleAssignmentOperation { Target: { } target }
        && o.Syntax.SpanStart > after.Syntax.SpanStart
        && o.Syntax.SpanStart < before.Syntax.SpanStart
        && Same(Referred(target), symbol));

    /// <summary>The variable that holds the task, or the collection that it is an element of.</summary>
    private static ISymbol? RootOf(IOperation operation) => operation switch
    {
        IConversionOperation conversion => RootOf(conversion.Operand),
        IArrayElementReferenceOperation element => RootOf(element.ArrayReference),
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } collection } => RootOf(collection),
        IInvocationOperation { TargetMethod: { IsExtensionMethod: true } method } call when method.ContainingType.Is("System.Linq.Enumerable") =>
            RootOf(call.Arguments[0].Value),
        // (await t).Result is no waiting for t; t.AsTask() is.
        IInvocationOperation { Instance: { } instance, TargetMethod.Name: "AsTask" } => RootOf(instance),
        _ => Referred(operation),
    };

    private static ISymbol? Referred(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation { Property.IsIndexer: false } property => property.Property,
        _ => null,
    };

    private static IOperation Plain(IOperation operation) => operation is IConversionOperation conversion ? Plain(conversion.Operand) : operation;

    private static bool Same(ISymbol? left, ISymbol? right) => SymbolEqualityComparer.Default.Equals(left, right);
}
