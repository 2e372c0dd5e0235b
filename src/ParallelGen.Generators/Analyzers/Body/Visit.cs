namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>A body that an annotated method comes to.</summary>
/// <param name="Body">The body.</param>
/// <param name="From">The annotated method; the first one of the project that comes here.</param>
/// <param name="Way">What is known of the way to it.</param>
/// <param name="Arguments">What is known of its bool arguments.</param>
internal sealed record Visit(CodeBody Body, AnnotatedMethod From, Way Way, BoolArguments Arguments)
{
    /// <summary>Whether nothing comes to a place of the body, with these arguments.</summary>
    public bool IsShut(Surroundings at) => Arguments.Contradicts(at.Needs);

    /// <summary>Whether this is the annotated method's own body.</summary>
    public bool IsFirst => Microsoft.CodeAnalysis.SymbolEqualityComparer.Default.Equals(
        Body.Method.PartialDefinitionPart ?? Body.Method, From.Method);
}
