namespace ParallelGen.Generators.Parsing;

/// <summary>How a type crosses, whatever its nullable annotations are.</summary>
/// <param name="CodecName">The codec in C#.</param>
/// <param name="Description">What stands on the wire.</param>
/// <param name="IsMemory">Whether a value is its own memory image, so that many of them are one block.</param>
internal sealed record WireShape(string CodecName, string Description, bool IsMemory = false);
