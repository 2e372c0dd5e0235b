using ParallelGen;
using ParallelGen.EndToEnd;

[assembly: WireCodec(typeof(Touchy), typeof(TouchyCodec))]

namespace ParallelGen.EndToEnd;

/// <summary>A value whose codec throws where the value says.</summary>
internal sealed class Touchy(string where)
{
    public string Where { get; } = where;
}
