using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>The bodies that annotated methods come to, each once for each way that makes a difference.</summary>
internal static class Reach
{
    public static List<Visit> From(IEnumerable<AnnotatedMethod> methods, BodyMap map)
    {
        List<Visit> visits = new();
        HashSet<(CodeBody, Way, BoolArguments)> seen = new();
        foreach (AnnotatedMethod method in methods)
        {
            if (map.Of(method.Method) is { } body)
            {
                int next = visits.Count;
                Add(new Visit(body, method, method.SharesItsObject ? Way.SharesObject : Way.None, default));
                for (; next < visits.Count; next++)
                {
                    map.Cancel.ThrowIfCancellationRequested();
                    Follow(visits[next]);
                }
            }
        }

        return visits;

        void Add(Visit visit)
        {
            if (seen.Add((visit.Body, visit.Way, visit.Arguments)))
            {
                visits.Add(visit);
            }
        }

        void Follow(Visit visit)
        {
            foreach (CallSite call in visit.Body.Calls)
            {
                if (Runs(call.At, map) && !visit.IsShut(call.At) && map.Of(call) is { } body)
                {
                    Add(new Visit(body, visit.From, WayOf(visit, call, map), call.Arguments(visit).Of(body.Read & ~body.Assigned)));
                }
            }
        }
    }

    /// <summary>The same for methods that no attribute sends elsewhere.</summary>
    public static HashSet<CodeBody> From(IEnumerable<IMethodSymbol> methods, BodyMap map)
    {
        HashSet<CodeBody> seen = new();
        Stack<CodeBody?> open = new(methods.Select(map.Of));
        while (open.Count > 0)
        {
            if (open.Pop() is { } body && seen.Add(body))
            {
                map.Cancel.ThrowIfCancellationRequested();
                body.Calls.ForEach(call => open.Push(map.Of(call)));
            }
        }

        return seen;
    }

    /// <summary>The accesses that are known to happen.</summary>
    public static IEnumerable<StateAccess> Accesses(this Visit visit, BodyMap map) => visit.Body.Accesses.Where(a => Runs(a.At, map) && !visit.IsShut(a.At));

    /// <summary>The uses of other assemblies that are known to happen.</summary>
    public static IEnumerable<ForeignUse> Uses(this Visit visit, BodyMap map) => visit.Body.Uses.Where(u => Runs(u.At, map) && !visit.IsShut(u.At));

    /// <summary>A lambda that was handed to a method of this project runs if that one calls it; it may keep it, or hand it on.</summary>
    private static bool Runs(Surroundings at, BodyMap map) => at.HandedTo is not { } to || map.Of(to) is { CallsArguments: true };

    /// <summary>Whether a lock is held, by the body itself, by who called it, or by who was given the lambda.</summary>
    public static bool IsGuarded(this Visit visit, Surroundings at, BodyMap map) =>
        at.IsGuarded
        || ((visit.Way & Way.Guarded) != 0 && !at.IsElsewhere)
        || (at.HandedTo is { } to && map.Of(to) is { TakesLock: true });

    private static Way WayOf(Visit visit, CallSite call, BodyMap map)
    {
        bool shares = call.Receiver switch
        {
            Receiver.Shared => true,
            Receiver.SameAsCallers => (visit.Way & Way.SharesObject) != 0,
            _ => false,
        };
        return (shares ? Way.SharesObject : Way.None)
            | (visit.IsGuarded(call.At, map) ? Way.Guarded : Way.None)
            | (visit.Way & (Way.Elsewhere | Way.PerhapsCallers | Way.Once))
            | (call.At.IsElsewhere || call.At.HasLeftContext ? Way.Elsewhere : Way.None)
            | (call.At.IsPerhapsCallers ? Way.PerhapsCallers : Way.None)
            | (visit.Body.AsksAFlagBefore(call.Position, isConstant: true) ? Way.Once : Way.None)
            | (visit.From.IsOnLoop && visit.ExcludesAwait(call.Operation) ? Way.Synchronous : Way.None);
    }
}
