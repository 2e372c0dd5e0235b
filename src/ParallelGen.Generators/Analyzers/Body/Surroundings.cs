using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>What is known of a place in a body.</summary>
/// <param name="IsGuarded">A lock is held.</param>
/// <param name="IsElsewhere">It was handed to another thread.</param>
/// <param name="IsCondition">It decides what happens next.</param>
/// <param name="IsPerhapsCallers">The body asked whether it runs in a worker.</param>
/// <param name="HasLeftContext">An await before it did not ask to come back to the context that it left.</param>
/// <param name="Needs">The bool parameters of the body without which nothing comes here.</param>
/// <param name="HandedTo">The method that was given the lambda around it; that one may hold a lock when it calls it.</param>
internal sealed record Surroundings(bool IsGuarded, bool IsElsewhere, bool IsCondition, bool IsPerhapsCallers, bool HasLeftContext, BoolArguments Needs, IMethodSymbol? HandedTo);
