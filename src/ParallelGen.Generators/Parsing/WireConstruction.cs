using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Parsing;

/// <summary>How an object is made again.</summary>
/// <param name="Constructor">The constructor called.</param>
/// <param name="Arguments">The member for each parameter that is given, in order.</param>
/// <param name="Initializers">The members set after it.</param>
internal sealed record WireConstruction(
    IMethodSymbol Constructor,
    IReadOnlyList<(IParameterSymbol Parameter, WireMember Member)> Arguments,
    IReadOnlyList<WireMember> Initializers);
