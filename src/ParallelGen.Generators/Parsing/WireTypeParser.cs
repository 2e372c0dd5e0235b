using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Model;

namespace ParallelGen.Generators.Parsing;

#pragma warning disable CA1822
internal sealed class WireTypeParser
{
    public WireTypeParser(Compilation compilation, INamedTypeSymbol container, ProblemList problems, CancellationToken cancel)
    {
    }

    public EquatableArray<CodecModel> Codecs => EquatableArray<CodecModel>.Empty;

    public WireTypeModel? Parse(ITypeSymbol type, Location location, string path)
    {
        string name = TypeNames.Of(type);
        return new WireTypeModel(name, $"global::ParallelGen.Wire.AnyCodec<{name}>", "a " + name);
    }
}
