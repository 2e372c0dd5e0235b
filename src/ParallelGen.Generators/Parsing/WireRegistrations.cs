using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Parsing;

/// <summary>The codecs registered with <c>[assembly: WireCodec(typeof(T), typeof(TCodec))]</c>: those of the compilation first, then those of its references.</summary>
internal sealed class WireRegistrations
{
    private static readonly ConditionalWeakTable<Compilation, WireRegistrations> s_cache = new();

    private readonly Dictionary<string, List<INamedTypeSymbol>> _own = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<INamedTypeSymbol>> _referenced = new(StringComparer.Ordinal);

    private WireRegistrations(Compilation compilation)
    {
        Collect(compilation.Assembly, _own);
        foreach (IAssemblySymbol assembly in compilation.SourceModule.ReferencedAssemblySymbols
            .Where(UsesRuntime)
            .OrderBy(item => item.Identity.GetDisplayName(), StringComparer.Ordinal))
        {
            Collect(assembly, _referenced);
        }
    }

    public static WireRegistrations Of(Compilation compilation) => s_cache.GetValue(compilation, item => new WireRegistrations(item));

    /// <summary>The codecs registered for a type, nearest declaration first; more than one from one assembly is the user's mistake.</summary>
    public IReadOnlyList<INamedTypeSymbol> Find(string canonical) =>
        _own.TryGetValue(canonical, out List<INamedTypeSymbol> own) ? own
        : _referenced.TryGetValue(canonical, out List<INamedTypeSymbol> referenced) ? new[] { referenced[0] }
        : Array.Empty<INamedTypeSymbol>();

    /// <summary>Whether a codec class writes and reads this very type.</summary>
    public static bool Implements(INamedTypeSymbol codec, ITypeSymbol type) => codec.AllInterfaces.Any(item =>
        WireNames.Metadata(item) == KnownNames.GenericTypes.IWireCodec + "`1" && WireNames.Canonical(item.TypeArguments[0]) == WireNames.Canonical(type));

    private static bool UsesRuntime(IAssemblySymbol assembly) =>
        assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == KnownNames.Runtime));

    private static void Collect(IAssemblySymbol assembly, Dictionary<string, List<INamedTypeSymbol>> codecs)
    {
        foreach (AttributeData attribute in assembly.GetAttributes())
        {
            if (attribute.AttributeClass is not { } name || WireNames.Metadata(name) != KnownNames.Types.WireCodecAttribute
                || attribute.ConstructorArguments.Length != 2
                || attribute.ConstructorArguments[0].Value is not ITypeSymbol type
                || attribute.ConstructorArguments[1].Value is not INamedTypeSymbol codec)
            {
                continue;
            }

            string key = WireNames.Canonical(type);
            if (!codecs.TryGetValue(key, out List<INamedTypeSymbol> list))
            {
                codecs.Add(key, list = new List<INamedTypeSymbol>());
            }

            list.Add(codec);
        }
    }
}
