using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>
/// PGEN206: on an event loop only an await lets others in, so that what was read before one may be out of date after it. A write
/// that builds on it takes away what others wrote meanwhile.
/// </summary>
internal static class AwaitRule
{
    public static void Check(IEnumerable<Visit> visits, BodyMap map, Report report)
    {
        foreach (Visit visit in visits.Where(v => v.Body.Awaits.Count > 0))
        {
            StaleLocals? stale = null;
            foreach (StateAccess write in visit.Accesses(map))
            {
                if (write.Kind.IsWrite()
                    && visit.Shares(write.State)
                    && !visit.IsGuarded(write.At, map)
                    && (ReadsBeforeItsOwnAwait(write, visit.Body) || (stale ??= new StaleLocals(visit.Body, map.Cancel)).Feed(write)))
                {
                    report.Add(Descriptors.WriteAcrossAwait, write.Operation.Syntax, visit.From, write.Facts(), write.State.Name, visit.From.Name);
                }
            }
        }
    }

    /// <summary>
    /// <c>x += await …</c> takes the old value of x first. So do <c>x = x + await …</c> and <c>x = await NextAsync(x)</c>.
    /// </summary>
    private static bool ReadsBeforeItsOwnAwait(StateAccess write, CodeBody body) => write.Operation switch
    {
        ICompoundAssignmentOperation compound => body.Awaits.Any(a => IsWithin(a, compound.Value)),
        ISimpleAssignmentOperation { Target: not IArrayElementReferenceOperation, Value: { } value } => body.Awaits.Any(a =>
            IsWithin(a, value)
            && body.Accesses.Any(read =>
                read.Kind == AccessKind.Read
                && read.State.IsSame(write.State)
                && value.Syntax.Span.Contains(read.Operation.Syntax.Span)
                && read.Position < a.Syntax.Span.End)),
        _ => false,
    };

    /// <summary>Whether it is part of the value itself, and not of a function that is made there.</summary>
    private static bool IsWithin(IOperation operation, IOperation value)
    {
        for (IOperation? outer = operation; outer is not null and not IAnonymousFunctionOperation; outer = outer.Parent)
        {
            if (outer == value)
            {
                return true;
            }
        }

        return false;
    }
}
