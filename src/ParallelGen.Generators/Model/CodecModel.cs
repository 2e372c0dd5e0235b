namespace ParallelGen.Generators.Model;

internal sealed record CodecModel(string HintName, string Source);
