using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ParallelGen.Generators.Parsing;

namespace ParallelGen.Generators.Analyzers.Body;

/// <content>Calls, and functions that are handed over.</content>
internal sealed partial class BodyReader
{
    public override void VisitInvocation(IInvocationOperation operation)
    {
        // The receiver first, then the arguments, then the call: as they run.
        Visit(operation.Instance);
        VisitAll(operation.Arguments);
        IMethodSymbol method = operation.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke && !_around.IsElsewhere && !_around.HasLeftContext && IsParameter(operation.Instance))
        {
            _body.CallsArguments = true;
        }

        if (Synchronization.Acquires(method))
        {
            _acquired++;
            _body.TakesLock = true;
        }
        else if (Synchronization.Releases(method))
        {
            _acquired = Math.Max(0, _acquired - 1);
        }

        if (Synchronization.IsInterlocked(method))
        {
            NoteInterlocked(operation);
        }
        else if (Synchronization.IsVolatileWrite(method))
        {
            Note(operation.Arguments.First(a => a.Parameter?.Ordinal == 0).Value, AccessKind.Publish, operation);
        }
        else if (IsOfThisProject(method))
        {
            Follow(operation, method, method.MethodKind == MethodKind.LocalFunction ? Receiver.SameAsCallers : ReceiverOf(operation.Instance), operation.IsVirtual);
        }
        else
        {
            _body.Uses.Add(new ForeignUse(method, operation, Here()));
            NoteCollection(operation);
        }
    }

    public override void VisitObjectCreation(IObjectCreationOperation operation)
    {
        VisitAll(operation.Arguments);
        Follow(operation, operation.Constructor, Receiver.Own);
        Visit(operation.Initializer);
    }

    public override void VisitConversion(IConversionOperation operation)
    {
        Visit(operation.Operand);
        Follow(operation, operation.OperatorMethod, Receiver.Own);
    }

    public override void VisitUnaryOperator(IUnaryOperation operation)
    {
        Visit(operation.Operand);
        Follow(operation, operation.OperatorMethod, Receiver.Own);
    }

    public override void VisitAnonymousFunction(IAnonymousFunctionOperation operation) => ReadHandedOver(operation, () => Visit(operation.Body));

    /// <summary>A method that is handed over by its name.</summary>
    public override void VisitMethodReference(IMethodReferenceOperation operation)
    {
        Visit(operation.Instance);
        Receiver receiver = operation.Method.MethodKind == MethodKind.LocalFunction ? Receiver.SameAsCallers : ReceiverOf(operation.Instance);
        ReadHandedOver(operation, () => Follow(operation, operation.Method, receiver, operation.IsVirtual));
    }

    /// <summary>It begins with the locks that are held here, unless another thread runs it; what it acquires and releases is its own.</summary>
    private void ReadHandedOver(IOperation function, Action read)
    {
        Handover handover = Handover.Of(function);
        if (handover.Use == HandoverUse.Unknown)
        {
            return;
        }

        (Surroundings around, int scopes, int acquired) = (_around, _scopes, _acquired);
        _around = Inside(handover);
        if (handover.Use == HandoverUse.Elsewhere)
        {
            (_scopes, _acquired) = (0, 0);
        }

        read();
        (_around, _scopes, _acquired) = (around, scopes, acquired);
    }

    private Surroundings Inside(Handover handover) => _around with
    {
        IsCondition = false,
        IsElsewhere = _around.IsElsewhere || handover.Use == HandoverUse.Elsewhere,
        IsGuarded = (_around.IsGuarded && handover.Use != HandoverUse.Elsewhere) || (handover.To is { } named && Synchronization.SaysSo(named)),
        HandedTo = handover.To is { } to && IsOfThisProject(to) ? to : _around.HandedTo,
    };

    private void NoteInterlocked(IInvocationOperation operation)
    {
        if (operation.Arguments.Length == 0 || operation.TargetMethod.Name is "Read" or "MemoryBarrier" or "MemoryBarrierProcessWide" or "SpeculativeMemoryBarrier")
        {
            return;
        }

        // Compare-exchange with nothing is how a value is made once.
        bool fills = operation.TargetMethod.Name == "CompareExchange"
            && operation.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 2)?.Value.ConstantValue is { HasValue: true, Value: null or 0 or 0L };
        IOperation target = operation.Arguments.First(a => a.Parameter?.Ordinal == 0).Value;
        Note(target, fills ? AccessKind.Fill : AccessKind.AtomicUpdate, operation);
    }

    private void NoteCollection(IInvocationOperation operation)
    {
        if (KnownCollections.Searched(operation) is { Type: { } searchedType } searched && KnownCollections.IsKnown(searchedType))
        {
            Note(searched, AccessKind.Lookup, operation);
        }

        if (KnownCollections.Receiver(operation) is not { Type: { } type } receiver || !KnownCollections.IsKnown(type))
        {
            return;
        }

        if (KnownCollections.LooksUp(operation.TargetMethod))
        {
            Note(receiver, AccessKind.Lookup, operation);
        }

        if (KnownCollections.Changes(operation.TargetMethod))
        {
            Note(receiver, AccessKind.Mutate, operation);
        }
    }

    private void Follow(IOperation call, IMethodSymbol? target, Receiver receiver, bool isVirtual = false)
    {
        if (target is not null && IsOfThisProject(target))
        {
            _body.Calls.Add(new CallSite(target.OriginalDefinition, receiver, isVirtual, call, Here()));
        }
    }

    private Receiver ReceiverOf(IOperation? instance) => instance switch
    {
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => Receiver.SameAsCallers,
        _ => SharedState.Of(instance, _body.Method)?.Origin switch
        {
            StateOrigin.This => Receiver.SameAsCallers,
            StateOrigin.Static or StateOrigin.Broadcast => Receiver.Shared,
            _ => Receiver.Own,
        },
    };

    /// <summary>A parameter, also behind <c>?.</c>.</summary>
    private static bool IsParameter(IOperation? operation) => operation switch
    {
        IParameterReferenceOperation => true,
        IConditionalAccessInstanceOperation instance => IsParameter(SharedState.Conditional(instance)?.Operation),
        _ => false,
    };

    private bool IsOfThisProject(ISymbol symbol) =>
        SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, _body.Method.ContainingAssembly);
}
