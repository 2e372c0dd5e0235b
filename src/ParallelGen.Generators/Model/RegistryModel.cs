using System.Collections.Immutable;

namespace ParallelGen.Generators.Model;

/// <summary>The registry of one assembly: its annotated methods, its exception classes, and the method that prepares a worker.</summary>
/// <param name="Name">The registry's type; unique to the assembly, since friend assemblies see each other's.</param>
internal sealed record RegistryModel(string Name, EquatableArray<RegistryEntryModel> Entries, EquatableArray<ExceptionEntryModel> Exceptions, InitializerModel? Initializer)
{
    /// <summary>Null when the assembly has nothing to list.</summary>
    public static RegistryModel? Create(
        ImmutableArray<RegistryEntryModel> entries, ImmutableArray<ExceptionEntryModel> exceptions, ImmutableArray<InitializerModel> initializers)
    {
        if (entries.IsEmpty && exceptions.IsEmpty)
        {
            return null;
        }

        string assembly = entries.IsEmpty ? exceptions[0].AssemblyName : entries[0].AssemblyName;
        return new RegistryModel(
            StableNames.Identifier(assembly) + "_" + StableNames.Suffix(assembly) + "Calls",
            entries.OrderBy(e => e.DisplayName, StringComparer.Ordinal).ThenBy(e => e.Id).ToEquatableArray(),
            exceptions.OrderBy(e => e.FullName, StringComparer.Ordinal).ToEquatableArray(),
            // Without calls there is nothing to prepare for.
            entries.IsEmpty ? null : initializers.OrderBy(i => i.Key, StringComparer.Ordinal).FirstOrDefault());
    }
}
