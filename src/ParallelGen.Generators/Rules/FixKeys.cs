namespace ParallelGen.Generators.Rules;

/// <summary>What the rules of bodies tell code fixes: keys of the properties of their diagnostics.</summary>
/// <remarks>
/// Every one of these diagnostics has two additional locations: the identifier of the annotated method, and its attribute
/// <c>[RunOn]</c>. They are often in another file than the diagnostic.
/// </remarks>
internal static class FixKeys
{
    /// <summary>All: the documentation id of the annotated method.</summary>
    public const string Method = "Method";

    /// <summary>PGEN205: what to put in place of the blocking call, one of the values of <see cref="Ways"/>.</summary>
    public const string Way = "Way";

    /// <summary>PGEN205: the name of the member to call in place of the blocking one; with <see cref="Ways.Twin"/> and <see cref="Ways.OtherType"/>.</summary>
    public const string Twin = "Twin";

    /// <summary>PGEN201–204, 206: the documentation id of the state; not for a captured parameter.</summary>
    public const string State = "State";

    /// <summary>PGEN201: what is written, one of the values of <see cref="Writes"/>.</summary>
    public const string Write = "Write";

    /// <summary>Values of <see cref="FixKeys.Way"/>.</summary>
    public static class Ways
    {
        /// <summary>Await the asynchronous method of the same type, with the same arguments.</summary>
        public const string Twin = "Twin";

        /// <summary>Await the method of another type that <see cref="FixKeys.Twin"/> names in full, with the same arguments.</summary>
        public const string OtherType = "OtherType";

        /// <summary>Enumerate what the method of the same type returns with <c>await foreach</c>, with the same arguments.</summary>
        public const string ForEach = "ForEach";

        /// <summary>Await the receiver in place of blocking on it.</summary>
        public const string Await = "Await";

        /// <summary>Nothing that a fix could do.</summary>
        public const string None = "None";
    }

    /// <summary>Values of <see cref="Write"/>.</summary>
    public static class Writes
    {
        /// <summary><c>x = …</c>.</summary>
        public const string Assign = "Assign";

        /// <summary><c>x += …</c>, <c>x |= …</c>: a compound assignment.</summary>
        public const string Compound = "Compound";

        /// <summary><c>x++</c>, <c>++x</c>.</summary>
        public const string Increment = "Increment";

        /// <summary><c>x--</c>, <c>--x</c>.</summary>
        public const string Decrement = "Decrement";
    }
}
