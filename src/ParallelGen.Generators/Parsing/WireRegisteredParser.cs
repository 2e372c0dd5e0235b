using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Parsing;

/// <summary>Parses types that a codec is registered for: it stands above everything that their members would say.</summary>
internal sealed class WireRegisteredParser(WireTypeParser parser)
{
    private readonly WireRegistrations _registrations = WireRegistrations.Of(parser.Compilation);

    public bool Contains(ITypeSymbol type) => _registrations.Find(WireNames.Canonical(type)).Count > 0;

    /// <summary>Null when no codec is registered, or when the one that is cannot be used: that problem is recorded.</summary>
    public WireShape? Parse(ITypeSymbol type, WirePath path)
    {
        IReadOnlyList<INamedTypeSymbol> codecs = _registrations.Find(WireNames.Canonical(type));
        if (codecs.Count == 0)
        {
            return null;
        }

        INamedTypeSymbol codec = codecs[0];
        if (codec.TypeKind == TypeKind.Error)
        {
            return parser.Abandon(type);
        }

        string name = WireNames.Display(codec);
        if (codecs.Count > 1)
        {
            return parser.Refuse(type, path, $"{codecs.Count} codecs are registered for it", "Keep one [assembly: WireCodec] for the type");
        }

        if (!WireRegistrations.Implements(codec, type))
        {
            return parser.Refuse(type, path, $"its registered codec {name} does not implement IWireCodec<{WireNames.Display(type)}>", "Implement the interface");
        }

        return !codec.IsFileLocal && parser.Compilation.IsSymbolAccessibleWithin(codec, parser.Compilation.Assembly)
            ? new WireShape(WireNames.Canonical(codec), $"written by {name}")
            : parser.Refuse(type, path, $"its registered codec {name} is not accessible to generated code", "Make it internal");
    }
}
