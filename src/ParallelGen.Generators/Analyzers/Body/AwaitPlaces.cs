using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ParallelGen.Generators.Parsing;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>Where an await can stand, with all that is on the way there made asynchronous.</summary>
internal static class AwaitPlaces
{
    private static readonly string[] s_awaitable = { "Task", "ValueTask", "IAsyncEnumerable", "IAsyncEnumerator" };

    /// <summary>Whether none can: the place, or who comes to it, has to be done when it returns.</summary>
    public static bool ExcludesAwait(this Visit visit, IOperation place)
    {
        IOperation inner = place;
        for (IOperation? outer = place; outer is not (null or ILocalFunctionOperation); inner = outer, outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation { Symbol: { } lambda } && IsAwaitable(lambda))
            {
                return false;
            }

            if (IsHeld(outer, inner) || (outer is IAnonymousFunctionOperation or IMethodReferenceOperation && MustReturnAtOnce(outer, visit.Body.Method)))
            {
                return true;
            }
        }

        IMethodSymbol method = visit.Body.Method;
        return !CanBeAsync(method) || ((visit.Way & Way.Synchronous) != 0 && !IsAwaitable(method));
    }

    /// <summary>Whether a call works in memory of the stack, which is gone when an await goes on.</summary>
    public static bool TakesStackMemory(IOperation operation, CodeBody body) =>
        operation is IInvocationOperation call && call.Arguments.Any(a => a.Value.Type?.IsRefLikeType == true && IsOnStack(a.Value, body));

    /// <summary>What belongs to a thread, or to its stack, from here on to the end of the block.</summary>
    private static bool IsHeld(IOperation outer, IOperation inner) => outer switch
    {
        ILockOperation held => held.LockedValue != inner,
        IUsingOperation held => held.Resources != inner && IsOfStack(held.Resources),
        IBlockOperation block => block.Operations.TakeWhile(o => o != inner).OfType<IUsingDeclarationOperation>().Any(d => IsOfStack(d.DeclarationGroup)),
        _ => false,
    };

    private static bool IsOfStack(IOperation resource) => resource is IVariableDeclarationGroupOperation group
        ? group.Declarations.SelectMany(d => d.Declarators).Any(d => d.Symbol.Type.IsRefLikeType)
        : resource.Type?.IsRefLikeType == true;

    private static bool IsOnStack(IOperation? span, CodeBody body) => Origin.Of(span, body) switch
    {
        { Syntax: StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax } => true,
        IObjectCreationOperation { Arguments: [{ } first, ..] } => first.Value.Type is IPointerTypeSymbol || first.Parameter is { RefKind: not RefKind.None },
        IInvocationOperation { Instance: { Type.IsRefLikeType: true } whole } => IsOnStack(whole, body),
        IInvocationOperation { TargetMethod: { Name: "CreateSpan" or "CreateReadOnlySpan" } create } => create.ContainingType.Is("System.Runtime.InteropServices.MemoryMarshal"),
        IImplicitIndexerReferenceOperation part => IsOnStack(part.Instance, body),
        _ => false,
    };

    /// <summary>Whether another project's method was given a function that it wants a result of, or the end, and no task.</summary>
    private static bool MustReturnAtOnce(IOperation function, IMethodSymbol within)
    {
        IOperation? place = function.Parent;
        while (place is IDelegateCreationOperation or IConversionOperation)
        {
            place = place.Parent;
        }

        return place is IArgumentOperation { Parameter: { } parameter }
            && !SymbolEqualityComparer.Default.Equals(parameter.ContainingAssembly, within.ContainingAssembly)
            && parameter.OriginalDefinition.Type is INamedTypeSymbol { DelegateInvokeMethod: { } wanted }
            // What a method infers from the function may be a task.
            && wanted.ReturnType is not ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method }
            && !IsAwaitable(wanted);
    }

    private static bool CanBeAsync(IMethodSymbol method) =>
        method.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction or MethodKind.ExplicitInterfaceImplementation
        && !method.ReturnsByRef && !method.ReturnsByRefReadonly && !IsBoundToStack(method.ReturnType)
        && !method.Parameters.Any(p => p.RefKind != RefKind.None || IsBoundToStack(p.Type))
        && !method.GetAttributes().Any(a => a.AttributeClass.Is("System.Runtime.InteropServices.UnmanagedCallersOnlyAttribute"))
        && (IsAwaitable(method) || !IsDeclaredElsewhere(method));

    private static bool IsBoundToStack(ITypeSymbol type) => type.IsRefLikeType || type is IPointerTypeSymbol;

    private static bool IsAwaitable(IMethodSymbol method) => method.IsAsync || s_awaitable.Contains(method.ReturnType.Name);

    /// <summary>Whether it overrides or implements a member of another project, which says what it returns.</summary>
    private static bool IsDeclaredElsewhere(IMethodSymbol method)
    {
        IMethodSymbol first = method;
        while (first.OverriddenMethod is { } overridden)
        {
            first = overridden;
        }

        return IsForeign(first) || method.ContainingType.AllInterfaces.Where(IsForeign).SelectMany(i => i.GetMembers(method.Name))
            .Any(m => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(m), method));

        bool IsForeign(ISymbol symbol) => !SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, method.ContainingAssembly);
    }
}
