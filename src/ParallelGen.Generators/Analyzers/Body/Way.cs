namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>What is known of the way from an annotated method to a body.</summary>
[Flags]
internal enum Way
{
    None = 0,

    /// <summary>A lock is held when it is called.</summary>
    Guarded = 1,

    /// <summary>It works on an object that calls share.</summary>
    SharesObject = 2,

    /// <summary>It runs on another thread than the annotated method.</summary>
    Elsewhere = 4,

    /// <summary>It may be called in the caller's process only.</summary>
    PerhapsCallers = 8,

    /// <summary>It is called once: behind a flag that the caller sets.</summary>
    Once = 16,

    /// <summary>Who calls it, or comes there, cannot await it. Told of event loops only.</summary>
    Synchronous = 32,
}
