namespace ParallelGen.Generators.Model;

/// <summary>One exception class in its assembly's registry.</summary>
/// <param name="AssemblyName">The assembly, which names the registry.</param>
/// <param name="FullName">The class as <c>Type.FullName</c> gives it: <c>Demo.Shop+OrderException</c>.</param>
/// <param name="CodecReference">The codec, <c>global::</c>-qualified.</param>
internal sealed record ExceptionEntryModel(string AssemblyName, string FullName, string CodecReference);
