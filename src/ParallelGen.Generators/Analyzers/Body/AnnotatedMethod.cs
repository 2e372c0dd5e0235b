using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Parsing;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>A method that runs in another execution model, as far as the rules of bodies care.</summary>
/// <param name="Method">The method; of a partial one, the definition.</param>
/// <param name="Model">The member of the model enum.</param>
/// <param name="ExclusiveBy">The parameter whose equal values exclude each other, or <c>*</c>; null for none.</param>
/// <param name="Attribute">Where <c>[RunOn]</c> stands.</param>
internal sealed record AnnotatedMethod(IMethodSymbol Method, string Model, string? ExclusiveBy, Location Attribute)
{
    /// <summary>Whether no two calls overlap. Keys do not see to that: what different keys share is shared still.</summary>
    public bool IsExclusive => ExclusiveBy == ExclusiveRules.EveryCall;

    /// <summary>Whether several calls run at the same moment in the caller's process.</summary>
    public bool IsConcurrent => Model is KnownNames.Models.Thread or KnownNames.Models.ThreadPool;

    public bool IsOnLoop => Model is KnownNames.Models.EventLoop;

    /// <summary>Whether the calls run in other processes.</summary>
    public bool IsInWorker => Model is KnownNames.Models.Process or KnownNames.Models.ProcessPool;

    /// <summary>The method as messages name it.</summary>
    public string Name => $"{Method.ContainingType.Name}.{Method.Name}";

    /// <summary>Whether the objects that its calls run on are shared: a struct is copied for each.</summary>
    public bool SharesItsObject => !Method.IsStatic && !Method.ContainingType.IsValueType;
}
