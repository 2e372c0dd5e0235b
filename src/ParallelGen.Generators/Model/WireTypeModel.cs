namespace ParallelGen.Generators.Model;

/// <summary>How a value of one type crosses a process boundary.</summary>
/// <param name="TypeName">The type in C#, <c>global::</c>-qualified, with nullable annotations.</param>
/// <param name="CodecName">The codec in C#, such as <c>global::ParallelGen.Wire.ListCodec&lt;string, global::ParallelGen.Wire.StringCodec&gt;</c>.</param>
/// <param name="Description">What stands on the wire, for the table in the generated remarks: "count, then int (4 bytes) each".</param>
internal sealed record WireTypeModel(string TypeName, string CodecName, string Description);
