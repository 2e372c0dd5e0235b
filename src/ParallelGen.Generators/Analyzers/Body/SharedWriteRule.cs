using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>PGEN201: calls that run at the same time write what they share, and nothing keeps them apart.</summary>
internal static class SharedWriteRule
{
    public static void Check(IReadOnlyCollection<Visit> visits, BodyMap map, Report report)
    {
        HashSet<(ISymbol, ISymbol)> settled = Idempotence.SameConstants(visits, map);
        foreach (Visit visit in visits)
        {
            foreach (StateAccess access in visit.Accesses(map))
            {
                if (IsUnsafe(access, visit.Body)
                    && IsVariable(access.State)
                    && visit.Shares(access.State)
                    && !visit.IsGuarded(access.At, map)
                    // What was decided by the old value may be done twice.
                    && (!settled.Contains(WorkerCode.Key(access.State)) || access.IsAskedForBefore(visit.Body)))
                {
                    report.Add(Descriptors.SharedWrite, access.Operation.Syntax, visit.From, access.Facts(), access.State.Name, visit.From.Name);
                }
            }
        }
    }

    /// <summary>A parameter is the call's own variable, unless it is one of a primary constructor.</summary>
    private static bool IsVariable(SharedState state) => state is not { Origin: StateOrigin.Broadcast, Symbol: IParameterSymbol };

    private static bool IsUnsafe(StateAccess access, CodeBody body) => access.Kind switch
    {
        AccessKind.Update => true,
        // Two calls may both make the value, but each leaves a whole one; what does not fit into one word may be torn.
        AccessKind.Fill => !access.State.Type.IsReferenceType && access.Operation is not Microsoft.CodeAnalysis.Operations.IInvocationOperation,
        // A volatile field is published as a whole; what does not depend on the old value loses nothing of it.
        AccessKind.Assign when access.State.Symbol is IFieldSymbol { IsVolatile: true } => access.ReadsItself(body),
        AccessKind.Assign => !(access.State.Type.IsReferenceType && access.IsAskedForBefore(body)) && !Idempotence.MakesOnce(access, body),
        _ => false,
    };
}
