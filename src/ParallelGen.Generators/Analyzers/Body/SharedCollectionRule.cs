using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ParallelGen.Generators.Parsing;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>PGEN204: calls that run at the same time change a collection that bears one thread only.</summary>
internal static class SharedCollectionRule
{
    public static void Check(IEnumerable<Visit> visits, BodyMap map, Report report)
    {
        foreach (Visit visit in visits)
        {
            foreach (StateAccess access in visit.Accesses(map))
            {
                if (IsUnsafe(access, visit) && visit.Shares(access.State) && !visit.IsGuarded(access.At, map))
                {
                    report.Add(
                        Descriptors.SharedCollection, access.Operation.Syntax, visit.From, access.Facts(),
                        access.State.Name, TypeNames.Readable(access.State.Type.WithNullableAnnotation(NullableAnnotation.None)), visit.From.Name);
                }
            }
        }
    }

    private static bool IsUnsafe(StateAccess access, Visit visit) => access.Kind switch
    {
        AccessKind.Mutate => KnownCollections.IsPlain(access.State.Type),
        // Each call may have a slot of its own. Two that set the same one, or count in it, do not.
        AccessKind.SetElement => Indices(access.Operation).All(i => i.ConstantValue.HasValue),
        AccessKind.UpdateElement => !IsSlotOfTheCall(access.Operation, visit),
        _ => false,
    };

    /// <summary>A parameter of the annotated method as the index: the caller says which slot it is.</summary>
    private static bool IsSlotOfTheCall(IOperation operation, Visit visit) => visit.IsFirst && Indices(operation).Any(i => i is IParameterReferenceOperation);

    private static IEnumerable<IOperation> Indices(IOperation operation) => operation switch
    {
        IAssignmentOperation { Target: IArrayElementReferenceOperation element } => element.Indices,
        IIncrementOrDecrementOperation { Target: IArrayElementReferenceOperation element } => element.Indices,
        // What is taken apart, or filled by the method called, is not looked into.
        _ => operation.ChildOperations.Where(o => !o.ConstantValue.HasValue),
    };
}
