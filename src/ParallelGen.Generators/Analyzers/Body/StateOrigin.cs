namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>Why state may be shared between calls.</summary>
internal enum StateOrigin
{
    /// <summary>It is static, or reached from what is.</summary>
    Static,

    /// <summary>It belongs to the object that the method works on, or is reached from it.</summary>
    This,

    /// <summary>It is reached from a value that all calls of a batch are given.</summary>
    Broadcast,
}
