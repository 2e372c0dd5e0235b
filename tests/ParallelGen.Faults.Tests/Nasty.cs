using ParallelGen;
using ParallelGen.FaultTests;

[assembly: WireCodec(typeof(Nasty), typeof(NastyCodec))]

namespace ParallelGen.FaultTests;

/// <summary>A value whose codec does what the value says, where it says: "write here", "read there" and so on, of which there is the worker.</summary>
internal sealed record Nasty(string Where = "", Deed Deed = Deed.None, byte[]? Ballast = null);
