namespace ParallelGen.Generators.Model;

/// <summary>
/// A method and what it makes the assembly need. Kept apart from <see cref="MethodModel"/>, so that a changed wire type
/// re-emits its codec and not the methods that use it.
/// </summary>
internal sealed record ParsedMethod(MethodModel Method, RegistryEntryModel Entry, EquatableArray<CodecModel> Codecs);
