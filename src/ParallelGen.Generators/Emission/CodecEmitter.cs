using ParallelGen.Generators.Model;

namespace ParallelGen.Generators.Emission;

internal static class CodecEmitter
{
    public static string Emit(CodecModel codec) => codec.Source;
}
