namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>What happens to state that calls may share.</summary>
internal enum AccessKind
{
    Read,

    /// <summary>Something is looked up in a collection, or taken out of it.</summary>
    Lookup,

    /// <summary>Another value takes the place of the old one.</summary>
    Assign,

    /// <summary>The same so that all threads see it at once.</summary>
    Publish,

    /// <summary>The new value depends on the old one.</summary>
    Update,

    /// <summary>Filled in where it was empty.</summary>
    Fill,

    /// <summary>An update that no other can come between.</summary>
    AtomicUpdate,

    /// <summary>A collection is changed.</summary>
    Mutate,

    /// <summary>An element of an array is set.</summary>
    SetElement,

    /// <summary>An element of an array is set to what depends on its old value.</summary>
    UpdateElement,
}
