using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Parsing;

/// <summary>How a type crosses, whatever its nullable annotations are.</summary>
/// <param name="CodecName">The codec in C#.</param>
/// <param name="Description">What stands on the wire.</param>
/// <param name="IsMemory">Whether a value is its own memory image, so that many of them are one block.</param>
/// <param name="IsObject">Whether the description leaves open whether null may stand there.</param>
internal sealed record WireShape(string CodecName, string Description, bool IsMemory = false, bool IsObject = false)
{
    /// <summary>The description where the type is declared with these annotations.</summary>
    public string Describe(NullableAnnotation annotation) =>
        IsObject && annotation != NullableAnnotation.NotAnnotated ? Description + " or null" : Description;
}
