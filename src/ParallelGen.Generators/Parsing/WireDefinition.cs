using ParallelGen.Generators.Model;

namespace ParallelGen.Generators.Parsing;

/// <summary>A type that a codec is emitted for. It holds no symbol, and once other methods may find it, it never changes.</summary>
internal sealed class WireDefinition(string key, WireShape shape)
{
    /// <summary>The type's name, and what tells two codecs of one type apart.</summary>
    public string Key => key;

    public WireShape Shape => shape;

    /// <summary>Null until it is read.</summary>
    public CodecModel? Codec { get; set; }

    /// <summary>Whether another method would find something else: its codec stands inside the container, or the method was told something.</summary>
    public bool IsLocal { get; set; }

    /// <summary>What its codec calls the codecs of; perhaps itself.</summary>
    public List<WireDefinition> Uses { get; } = new();
}
