using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Parsing;

/// <summary>One item of a tuple or pair.</summary>
/// <param name="Name">The name that the framework gave it: <c>Item1</c>.</param>
/// <param name="DisplayName">The name that the user gave it, for messages.</param>
/// <param name="Type">Its type.</param>
internal sealed record WireTupleItem(string Name, string DisplayName, ITypeSymbol Type);
