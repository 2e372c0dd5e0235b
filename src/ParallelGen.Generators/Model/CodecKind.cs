namespace ParallelGen.Generators.Model;

/// <summary>The shapes of emitted codecs.</summary>
internal enum CodecKind
{
    /// <summary>A class: a byte that tells null from an object, then the members.</summary>
    Class,

    /// <summary>A struct: the members.</summary>
    Struct,

    /// <summary>A closed hierarchy: the number of the runtime type, then an object of that type.</summary>
    Hierarchy,
}
