namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>Whose state the called method's <c>this</c> is.</summary>
internal enum Receiver
{
    /// <summary>None, or an object of the call's own.</summary>
    Own,

    /// <summary>The same object that the caller works on, or one that it refers to.</summary>
    SameAsCallers,

    /// <summary>An object that all calls share.</summary>
    Shared,
}
