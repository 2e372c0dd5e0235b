using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ParallelGen.Generators.Analyzers.Body;

/// <content>Reads and writes of fields and properties.</content>
internal sealed partial class BodyReader
{
    public override void VisitFieldReference(IFieldReferenceOperation operation)
    {
        Visit(operation.Instance);
        Note(operation, AccessKind.Read, operation);
        if (SharedState.Of(operation, _body.Method) is null && !IsOfThisProject(operation.Field))
        {
            _body.Uses.Add(new ForeignUse(operation.Field, operation, Here()));
        }
    }

    public override void VisitParameterReference(IParameterReferenceOperation operation) => Note(operation, AccessKind.Read, operation);

    public override void VisitArrayElementReference(IArrayElementReferenceOperation operation)
    {
        Visit(operation.ArrayReference);
        VisitAll(operation.Indices);
        Note(operation.ArrayReference, AccessKind.Lookup, operation);
    }

    public override void VisitPropertyReference(IPropertyReferenceOperation operation)
    {
        VisitParts(operation);
        if (operation.Property.IsIndexer && operation.Instance is { Type: { } type } instance && KnownCollections.IsKnown(type))
        {
            Note(instance, AccessKind.Lookup, operation);
        }
        else if (!Note(operation, AccessKind.Read, operation))
        {
            Access(operation, operation.Property.GetMethod);
        }
    }

    public override void VisitSimpleAssignment(ISimpleAssignmentOperation operation)
    {
        // A local that is set to what a field refers to is no copy of it, but what happens through locals is not followed.
        Visit(operation.Value);
        Write(operation.Target, AccessKind.Assign, operation);
    }

    public override void VisitCompoundAssignment(ICompoundAssignmentOperation operation)
    {
        Visit(operation.Value);
        Follow(operation.OperatorMethod, operation, Receiver.Own);
        Write(operation.Target, AccessKind.Update, operation);
    }

    public override void VisitIncrementOrDecrement(IIncrementOrDecrementOperation operation) => Write(operation.Target, AccessKind.Update, operation);

    public override void VisitCoalesceAssignment(ICoalesceAssignmentOperation operation)
    {
        VisitBranches(operation.Value);
        Write(operation.Target, AccessKind.Fill, operation);
    }

    public override void VisitDeconstructionAssignment(IDeconstructionAssignmentOperation operation)
    {
        Visit(operation.Value);
        WriteParts(operation.Target, operation);
    }

    public override void VisitArgument(IArgumentOperation operation)
    {
        if (operation.Parameter?.RefKind == RefKind.Out)
        {
            Write(operation.Value, AccessKind.Assign, operation);
        }
        else if (operation.Parameter?.RefKind == RefKind.Ref && operation.Value is IFieldReferenceOperation or IArrayElementReferenceOperation)
        {
            // What becomes of a reference is not followed; that of the interlocked operations is known where they are called.
            VisitAll(operation.Value.ChildOperations);
        }
        else
        {
            base.VisitArgument(operation);
        }
    }

    private void WriteParts(IOperation target, IOperation assignment)
    {
        if (target is ITupleOperation tuple)
        {
            foreach (IOperation element in tuple.Elements)
            {
                WriteParts(element, assignment);
            }
        }
        else
        {
            Write(target, AccessKind.Assign, assignment);
        }
    }

    /// <summary>The target of a write is not read, but what leads to it is.</summary>
    private void Write(IOperation target, AccessKind kind, IOperation operation)
    {
        switch (target)
        {
            case IFieldReferenceOperation field:
                Visit(field.Instance);
                Note(target, kind, operation);
                break;
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { Type: { } type } instance } indexer when KnownCollections.IsKnown(type):
                VisitParts(indexer);
                if (kind == AccessKind.Fill)
                {
                    Note(instance, AccessKind.Lookup, operation);
                }

                Note(instance, AccessKind.Mutate, operation);
                break;
            case IPropertyReferenceOperation property:
                VisitParts(property);
                WriteProperty(property, kind, operation);
                break;
            case IArrayElementReferenceOperation element:
                Visit(element.ArrayReference);
                VisitAll(element.Indices);
                Note(element.ArrayReference, OfElement(kind), operation);
                break;
            case IParameterReferenceOperation:
                Note(target, kind, operation);
                break;
            default:
                Visit(target);
                break;
        }
    }

    private static AccessKind OfElement(AccessKind kind) => kind switch
    {
        AccessKind.Update => AccessKind.UpdateElement,
        AccessKind.Fill => AccessKind.Fill,
        _ => AccessKind.SetElement,
    };

    private void WriteProperty(IPropertyReferenceOperation property, AccessKind kind, IOperation operation)
    {
        if (Note(property, kind, operation))
        {
            return;
        }

        if (property.Instance is { Type: { } type } instance && KnownCollections.IsPlain(type))
        {
            Note(instance, AccessKind.Mutate, operation);
        }

        if (kind != AccessKind.Assign)
        {
            Access(property, property.Property.GetMethod);
        }

        Access(property, property.Property.SetMethod);
    }

    private void VisitParts(IPropertyReferenceOperation operation)
    {
        Visit(operation.Instance);
        VisitAll(operation.Arguments);
    }

    /// <summary>False for what is no state that calls share.</summary>
    private bool Note(IOperation target, AccessKind kind, IOperation operation)
    {
        if (SharedState.Of(target, _body.Method) is not { } state)
        {
            return false;
        }

        _body.Accesses.Add(new StateAccess(state, kind, operation, Here()));
        return true;
    }

    private void Access(IPropertyReferenceOperation operation, IMethodSymbol? accessor)
    {
        NoteQuestion(operation.Property);
        if (accessor is not null && IsOfThisProject(accessor))
        {
            Follow(accessor, operation, ReceiverOf(operation.Instance));
        }
        else if (accessor is not null)
        {
            _body.Uses.Add(new ForeignUse(accessor, operation, Here()));
        }
    }
}
