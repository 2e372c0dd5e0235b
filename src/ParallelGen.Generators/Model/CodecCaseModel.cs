namespace ParallelGen.Generators.Model;

/// <summary>One type of a closed hierarchy.</summary>
/// <param name="Tag">Its number on the wire, from 1.</param>
/// <param name="TypeName">The type in C#.</param>
/// <param name="DisplayName">The type as the user would write it.</param>
/// <param name="CodecName">The codec of exactly this type.</param>
internal sealed record CodecCaseModel(int Tag, string TypeName, string DisplayName, string CodecName);
