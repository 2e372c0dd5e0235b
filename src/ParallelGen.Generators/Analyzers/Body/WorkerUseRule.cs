using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ParallelGen.Generators.Parsing;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>PGEN207: what means the process or its threads means those of the worker.</summary>
internal static class WorkerUseRule
{
    public static void Check(AnnotatedMethods methods, WorkerCode code, BodyMap map, Report report)
    {
        foreach (AnnotatedMethod method in methods.All.Where(m => m.IsInWorker))
        {
            CheckApartment(method, map, report);
        }

        foreach (Visit visit in code.InPools)
        {
            Check(visit, code, map, report, static _ => true);
        }

        foreach (Visit visit in code.InFreshProcesses)
        {
            Check(visit, code, map, report, static known => !known.IsSetting);
        }
    }

    private static void Check(Visit visit, WorkerCode code, BodyMap map, Report report, Func<WorkerUse, bool> matters)
    {
        // What an initializer does to its process, it does on purpose.
        if (code.IsPreparation(visit.Body) || (visit.Way & Way.PerhapsCallers) != 0)
        {
            return;
        }

        foreach (ForeignUse use in visit.Uses(map))
        {
            if (!use.At.IsPerhapsCallers && WorkerUses.Of(use) is { } known && matters(known) && !IsUndone(use, known, visit.Body))
            {
                Add(report, use.Operation.Syntax, visit.From, known);
            }
        }
    }

    /// <summary>Whether the body sees to it that later calls find what was there before.</summary>
    private static bool IsUndone(ForeignUse use, WorkerUse known, CodeBody body) => known.IsSetting && body.Uses.Any(other =>
        SymbolEqualityComparer.Default.Equals(other.Member, use.Member) && IsInFinally(other.Operation));

    private static bool IsInFinally(IOperation operation)
    {
        for (IOperation child = operation; child.Parent is { } parent; child = parent)
        {
            if (parent is ITryOperation attempt && attempt.Finally == child)
            {
                return true;
            }
        }

        return false;
    }

    private static void CheckApartment(AnnotatedMethod method, BodyMap map, Report report)
    {
        AttributeData? attribute = method.Method.GetAttributes().FirstOrDefault(a => a.AttributeClass.Is("System.STAThreadAttribute"));
        if (attribute?.ApplicationSyntaxReference is { } reference)
        {
            Add(report, reference.GetSyntax(map.Cancel), method, WorkerUses.Apartment);
        }
    }

    private static void Add(Report report, SyntaxNode place, AnnotatedMethod from, WorkerUse use) =>
        report.Add(Descriptors.WorkerUse, place, from, ImmutableDictionary<string, string?>.Empty, use.Name, from.Name, use.Effect, use.Advice);
}
