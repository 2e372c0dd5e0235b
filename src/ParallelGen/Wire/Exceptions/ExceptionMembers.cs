namespace ParallelGen.Wire;

/// <summary>The members that a codec wrote, as yet undecoded.</summary>
/// <param name="Build">The module version of the assembly that lists the class: its codec on the other side is the very same, or none.</param>
/// <param name="Bytes">What the codec wrote.</param>
internal sealed record ExceptionMembers(Guid Build, byte[] Bytes);
