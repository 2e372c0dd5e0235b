namespace ParallelGen.Generators.Model;

/// <summary>One annotated method in its assembly's registry.</summary>
/// <param name="AssemblyName">The assembly, which names the registry.</param>
/// <param name="Id">The method's id.</param>
/// <param name="CallReference">The nested struct that describes the method, <c>global::</c>-qualified.</param>
/// <param name="DisplayName">The method for the reader, and the order.</param>
/// <param name="IsObsolete">Whether mentioning the struct is a use of something obsolete.</param>
/// <param name="ExperimentalIds">Diagnostics that mentioning the containing type would raise.</param>
internal sealed record RegistryEntryModel(
    string AssemblyName, ulong Id, string CallReference, string DisplayName, bool IsObsolete, EquatableArray<string> ExperimentalIds);
