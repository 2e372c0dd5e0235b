namespace ParallelGen.Generators.Model;

/// <summary>
/// A method and what it makes the assembly need. Kept apart from <see cref="MethodModel"/>, so that a changed wire type
/// re-emits its codec and not the methods that use it.
/// </summary>
/// <param name="Method">What its file needs.</param>
/// <param name="Entry">Its place in the registry; null where no other process runs it.</param>
/// <param name="Codecs">What it makes cross.</param>
internal sealed record ParsedMethod(MethodModel Method, RegistryEntryModel? Entry, EquatableArray<CodecModel> Codecs);
