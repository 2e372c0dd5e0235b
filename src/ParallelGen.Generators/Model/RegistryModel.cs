using System.Collections.Immutable;

namespace ParallelGen.Generators.Model;

/// <summary>The registry of one assembly: its annotated methods, and the method that prepares a worker for them.</summary>
/// <param name="Name">The registry's type; unique to the assembly, since friend assemblies see each other's.</param>
internal sealed record RegistryModel(string Name, EquatableArray<RegistryEntryModel> Entries, InitializerModel? Initializer)
{
    /// <summary>Null when the assembly annotates nothing: then there is no call to prepare for either.</summary>
    public static RegistryModel? Create(ImmutableArray<RegistryEntryModel> entries, ImmutableArray<InitializerModel> initializers)
    {
        if (entries.IsEmpty)
        {
            return null;
        }

        string assembly = entries[0].AssemblyName;
        return new RegistryModel(
            StableNames.Identifier(assembly) + "_" + StableNames.Suffix(assembly) + "Calls",
            entries.OrderBy(e => e.DisplayName, StringComparer.Ordinal).ThenBy(e => e.Id).ToEquatableArray(),
            initializers.OrderBy(i => i.Key, StringComparer.Ordinal).FirstOrDefault());
    }
}
